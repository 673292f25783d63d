/** The address of a REST API as requests use it, or what would be right instead where that can be told. */
type ApiAddress = { readonly url: string } | { readonly instead: string | undefined };

const LOCAL = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Where the API of GitHub, of an Enterprise Server (`/api/v3`) or of GHE.com (`api.` before the host) is. */
export function apiAddress(text: string): ApiAddress {
  if (!isAddress(text)) return { instead: undefined };
  const url = new URL(text);
  const { hostname, origin } = url;
  const path = url.pathname.replace(/\/+$/, "");
  const wanted = `${origin}${path}`;
  if (LOCAL.has(hostname)) return { url: wanted };
  if (hostname === "github.com" || hostname === "www.github.com") {
    return { instead: "use https://api.github.com" };
  }
  if (hostname.endsWith(".ghe.com") && !hostname.startsWith("api.")) {
    return { instead: `use https://api.${hostname}` };
  }
  if (hostname === "api.github.com" || hostname.endsWith(".ghe.com")) {
    return path === "" ? { url: wanted } : { instead: `use ${origin}` };
  }
  return path === "/api/v3" ? { url: wanted } : { instead: `use ${origin}/api/v3` };
}

/** Whether a text is an address whose secrets nobody on the way can read. */
export function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash, username } = new URL(text);
  if (search !== "" || hash !== "" || username !== "") return false;
  return protocol === "https:" || (protocol === "http:" && LOCAL.has(hostname));
}

/** What people open in the browser, by the address of the API. */
export function serverOf(apiUrl: string): string {
  const { origin, protocol, host, pathname } = new URL(apiUrl);
  const ofCloud = pathname === "/" && host.startsWith("api.");
  return ofCloud ? `${protocol}//${host.slice("api.".length)}` : origin;
}

/** Where GraphQL is, by the address of the REST API (docs: graphql/guides/forming-calls-with-graphql). */
export function graphqlAddress(apiUrl: string): string {
  return `${apiUrl.replace(/\/api\/v3$/, "/api")}/graphql`;
}
