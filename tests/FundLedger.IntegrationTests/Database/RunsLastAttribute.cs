namespace FundLedger.IntegrationTests.Database;

/// <summary>A class whose tests look at what all others have done: they run when those have ended.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RunsLastAttribute : Attribute;
