import * as z from "zod";
import { ApiError } from "../api-error.ts";
import { addAttestation } from "../operations/attestations.ts";
import { sender, parameter, repositoryRoute, type Route } from "./call.ts";
import { object } from "./body.ts";
import { pageOf } from "./page.ts";

const read = { permission: "attestations", level: "read" } as const;
const write = { permission: "attestations", level: "write" } as const;

/** Names of predicates that the API knows in short; any other is given whole. */
const SHORT: Readonly<Record<string, string>> = {
  provenance: "https://slsa.dev/provenance/",
  sbom: "https://spdx.dev/Document/",
  release: "https://in-toto.io/attestation/release/",
};

/** Page "REST API endpoints for repository attestations": kept as they come, and checked by whoever reads them. */
export const attestationRoutes: readonly Route[] = [
  repositoryRoute("POST", "/attestations", write, (call, repository) => {
    const bundle = object(call.body, "bundle");
    if (bundle === undefined) throw new ApiError(422, "Invalid request.");
    try {
      return { status: 201, body: { id: addAttestation(call.world, repository, bundle).id } };
    } catch (error) {
      if (!(error instanceof z.ZodError) && !(error instanceof SyntaxError)) throw error;
      throw new ApiError(422, "Invalid bundle");
    }
  }),
  repositoryRoute("GET", "/attestations/{digest}", read, (call, repository) => {
    const wanted = call.url.searchParams.get("predicate_type");
    const digest = parameter(call, "digest");
    const found = call.world.attestations.filter(
      (one) =>
        one.repository === repository &&
        one.subjects.includes(digest) &&
        (wanted === null || one.predicateType.startsWith(SHORT[wanted] ?? wanted)),
    );
    const { items } = pageOf(call, found.toReversed());
    return {
      status: 200,
      body: {
        attestations: items.map(({ bundle }) => ({
          bundle,
          repository_id: repository.id,
          bundle_url: "",
          initiator: sender(call).login,
        })),
      },
    };
  }),
];
