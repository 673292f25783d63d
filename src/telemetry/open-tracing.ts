import { context, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from "@opentelemetry/resources";
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";

type Environment = Readonly<Record<string, string | undefined>>;

/** Sends the spans of this process to the collector that OpenTelemetry's variables name. */
export function openTracing(environment: Environment): TracerProvider {
  const delay = environment["OTEL_BSP_SCHEDULE_DELAY"];
  const provider = new TracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ "service.name": "mltrl-gate" }))
      .merge(detectResources({ detectors: [envDetector] })),
    sampler: samplerOf(environment),
    spanProcessors: [
      new BatchSpanProcessor({
        // Endpoint, headers, timeout and compression the exporter reads itself.
        exporter: new OTLPTraceExporter(),
        ...(delay && { scheduledDelayMillis: Number(delay) }),
      }),
    ],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(provider);
  return provider;
}

/** `OTEL_TRACES_SAMPLER`; a name that OpenTelemetry does not know counts as none. */
function samplerOf(environment: Environment): Sampler {
  const name = environment["OTEL_TRACES_SAMPLER"] ?? "";
  const root = rootSampler(name.replace("parentbased_", ""), environment);
  const alone = ["always_on", "always_off", "traceidratio"].includes(name);
  return alone ? root : new ParentBasedSampler({ root });
}

function rootSampler(name: string, environment: Environment): Sampler {
  if (name === "always_off") return new AlwaysOffSampler();
  const ratio = Number(environment["OTEL_TRACES_SAMPLER_ARG"] ?? "1");
  return name === "traceidratio" ? new TraceIdRatioBasedSampler(ratio) : new AlwaysOnSampler();
}
