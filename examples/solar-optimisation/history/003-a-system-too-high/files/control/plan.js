import { readFileSync } from "node:fs";
import { optimise } from "../optimiser/mvbo.js";

const YIELD = JSON.parse(readFileSync(new URL("yield.json", import.meta.url), "utf8"));

/** Below this many readings of a site nothing is optimised there: the plan is passed through. */
const ENOUGH_READINGS = 500;

const SPACE = { angle: [-60, 60], mode: ["track", "diffuse", "stow"] };

/**
 * The positions of a field for the next minutes. Whatever goes wrong, the field gets a plan.
 *
 * @param site `readings` so far, `irradiance` from 0 to 1200 W/m² and `wind` in m/s
 * @param given the plan of the controller without optimisation
 */
export function planField(site, given, { random = Math.random, log = () => {} } = {}) {
  if (site.readings < ENOUGH_READINGS) return { ...given, by: "pass-through" };
  try {
    const shift = shiftOf(site);
    if (shift !== undefined) {
      log({ shift });
      return { ...given, by: "fallback" };
    }
    const { point, spread } = optimise((each) => yieldOf(each, site), SPACE, { random });
    log({ spread });
    return withinLimits({ ...point, by: "optimiser" });
  } catch (error) {
    log({ failure: error.message });
    return { ...given, by: "fallback" };
  }
}

/** What lies outside of the data that the model of the yield was trained on. */
export function shiftOf({ irradiance, wind }) {
  if (!Number.isFinite(irradiance) || !Number.isFinite(wind))
    throw new Error("a reading is missing");
  if (irradiance < YIELD.irradiance[0] || irradiance > YIELD.irradiance[1]) return "irradiance";
  return wind > YIELD.wind[1] ? "wind" : undefined;
}

/** Whether the field has yielded less than the model says, day by day, for a week. */
export function hasYieldDrifted(residuals) {
  return residuals.length >= 7 && residuals.slice(-7).every((residual) => residual < -0.05);
}

/** Expected share of the nominal power. */
export function yieldOf({ angle, mode }, { irradiance, wind }) {
  if (mode === "stow") return YIELD.stow;
  const loss = mode === "diffuse" ? YIELD.diffuse : Math.abs(angle - YIELD.best) / 120;
  return (irradiance / YIELD.irradiance[1]) * (1 - loss) - YIELD.drag * wind;
}

function withinLimits(plan) {
  return { ...plan, angle: Math.max(-60, Math.min(60, plan.angle)) };
}
