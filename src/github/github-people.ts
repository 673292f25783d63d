import type { Fact } from "../core/model/fact.ts";
import type { People, Permission } from "../ports/people.ts";
import type { ObjectLoader } from "./object-loader.ts";

/** People of a repository and of its organisation, asked together with whatever else is asked for. */
export function githubPeople(loader: ObjectLoader): People {
  return {
    members(team) {
      const [organization = "", slug = ""] = team.split("/");
      return loader.load({ type: "team", organization, slug }) as Promise<Fact<readonly string[]>>;
    },
    permission: (login) => loader.load({ type: "permission", login }) as Promise<Fact<Permission>>,
  };
}
