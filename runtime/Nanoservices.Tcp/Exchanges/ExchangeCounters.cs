using Nanoservices.Counters;

namespace Nanoservices.Tcp.Exchanges;

/// <summary>What exchanges count: payload and operations, and, apart from them, the body bytes that passed through a brain.</summary>
public sealed class ExchangeCounters(NanoserviceCounters nanoservice)
{
    /// <summary>The nanoservice's own.</summary>
    public NanoserviceCounters Nanoservice => nanoservice;

    /// <summary>Response body bytes that came inline from brains.</summary>
    public ExtraCounter InlineFromBrain { get; } = nanoservice.Extra("tcp.inline.from-brain");

    /// <summary>Request body bytes that went inline to brains.</summary>
    public ExtraCounter InlineToBrain { get; } = nanoservice.Extra("tcp.inline.to-brain");
}
