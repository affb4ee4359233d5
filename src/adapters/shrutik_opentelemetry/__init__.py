"""Spans told to any collector that speaks OTLP, the protocol of OpenTelemetry, over HTTP."""
