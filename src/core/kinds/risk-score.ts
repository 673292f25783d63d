import { type Risk, scoreOf } from "../model/requirements.ts";

/** The risk that is left after mitigation where that is stated, else all of it. */
export function remainingScore(risk: Risk): number {
  return scoreOf(risk.residual ?? risk);
}

/** What is wrong with a risk, to follow the number of its requirement. */
export function riskFault(risk: Risk | undefined): string | undefined {
  if (risk === undefined) return "has no risk";
  const { pFailure, value, statedScore } = risk;
  if (!(pFailure >= 0 && pFailure <= 1)) {
    return `has a probability of failure of ${pFailure}; 0 to 1 is asked for`;
  }
  if (!(Number.isInteger(value) && value >= 1 && value <= 10)) {
    return `has a value at stake of ${value}; a whole number from 1 to 10 is asked for`;
  }
  const score = scoreOf(risk);
  return statedScore === undefined || Math.abs(statedScore - score) < 0.05
    ? undefined
    : `states the score ${statedScore}; ${pFailure} × ${value} is ${score}`;
}
