/** A site with enough readings on a clear day, and numbers that are the same at every run. */
export const SITE = { readings: 4000, irradiance: 820, wind: 4 };
export const GIVEN = { angle: 10, mode: "track" };
export const seeded =
  (seed = 7) =>
  () =>
    (seed = (seed * 16807) % 2147483647) / 2147483647;
