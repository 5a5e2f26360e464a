using System.Diagnostics.Metrics;
using Nanoservices.Counters;
using Xunit;

namespace Nanoservices.Tests.Counters;

public sealed class NanoserviceCountersTests
{
    [Fact]
    public void They_are_seen_by_a_meter_listener_under_their_names()
    {
        using NanoserviceCounters counters = new("tcp-7", "tcp");
        counters.AddPayloadIn(3);
        counters.AddPayloadOut(4);
        counters.AddOperation();
        counters.AddFailure();
        counters.Looks.Add("GET /a", "r", 5);
        counters.Extra("tcp.some").Add(6);
        counters.Extra("tcp.some").Add(1);
        Dictionary<string, long> seen = [];
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == "Nanoservices")
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (tags.ToArray().Contains(new KeyValuePair<string, object?>("nanoservice.name", "tcp-7")))
            {
                seen[instrument.Name] = value;
            }
        });
        listener.Start();
        listener.RecordObservableInstruments();

        Assert.Equal(3, seen["nanoservices.payload.in"]);
        Assert.Equal(4, seen["nanoservices.payload.out"]);
        Assert.Equal(1, seen["nanoservices.operations"]);
        Assert.Equal(1, seen["nanoservices.failures"]);
        Assert.Equal(5, seen["nanoservices.payload.materialised"]);
        Assert.Equal(7, seen["nanoservices.extra"]);
        Assert.Equal(new KeyValuePair<string, long>("tcp.some", 7), Assert.Single(counters.Extras));
    }
}
