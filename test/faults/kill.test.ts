import { jest } from "@jest/globals";
import { describeKills } from "./kill-contract.ts";
import { sqliteWitness } from "./sqlite-witness.ts";

jest.setTimeout(240_000);

describeKills(sqliteWitness);
