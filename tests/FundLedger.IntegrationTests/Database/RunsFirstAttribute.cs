namespace FundLedger.IntegrationTests.Database;

/// <summary>A class whose tests take longest: they begin before all others.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RunsFirstAttribute : Attribute;
