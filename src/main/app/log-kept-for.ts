/** For how long GitHub can deliver a webhook again, in milliseconds: three days, an Enterprise Server seven. */
export function logKeptFor(apiUrl: string): number {
  const { hostname } = new URL(apiUrl);
  const hosted = hostname === "api.github.com" || hostname.endsWith(".ghe.com");
  return (hosted ? 3 : 7) * 24 * 3_600_000;
}
