namespace FundLedger.Web.Texts;

/// <summary>Names the resource of interface words; a key missing in one language fails a test.</summary>
public sealed class Words;
