import { nowhere } from "./nowhere.mjs";

nowhere();
