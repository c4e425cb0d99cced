import { type Context, context, propagation, type Span, SpanStatusCode, trace } from '@opentelemetry/api';

const NAME = 'suyuan-gateway';

/** Traces that this process makes while it is on; off, nothing of it is called. */
export interface Tracing {
  /** The trace that a caller began, by its headers. */
  begin(headers: { get(name: string): string | null }): Context;
  /** Runs work in a span of its own, which says how it ended. */
  span<T>(
    name: string,
    attributes: Readonly<Record<string, string | number>>,
    work: (span: Span) => Promise<T>,
    parent?: Context,
  ): Promise<T>;
  /** Sends what is left. */
  stop(): Promise<void>;
}

/**
 * Traces to an OpenTelemetry collector, or none without its address: the SDK is loaded only where it is asked for. Its
 * other settings are OpenTelemetry's own, such as OTEL_EXPORTER_OTLP_HEADERS.
 */
export async function openTracing(env: NodeJS.ProcessEnv): Promise<Tracing | undefined> {
  if (!env.OTEL_EXPORTER_OTLP_ENDPOINT && !env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) return undefined;
  const [sdk, core, hooks, exporter, resources] = await Promise.all([
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/core'),
    import('@opentelemetry/context-async-hooks'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  const provider = new sdk.TracerProvider({
    resource: resources.resourceFromAttributes({ 'service.name': env.OTEL_SERVICE_NAME ?? NAME }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter: new exporter.OTLPTraceExporter() })],
  });
  context.setGlobalContextManager(new hooks.AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new core.W3CTraceContextPropagator());
  const tracer = provider.getTracer(NAME);
  return {
    begin: (headers) =>
      propagation.extract(context.active(), headers, {
        get: (from, key) => from.get(key) ?? undefined,
        keys: () => ['traceparent', 'tracestate'],
      }),
    span: async (name, attributes, work, parent = context.active()) => {
      const span = tracer.startSpan(name, { attributes: { ...attributes } }, parent);
      try {
        return await context.with(trace.setSpan(parent, span), () => work(span));
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' });
        throw error;
      } finally {
        span.end();
      }
    },
    stop: () => provider.shutdown(),
  };
}
