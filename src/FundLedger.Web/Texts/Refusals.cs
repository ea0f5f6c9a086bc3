namespace FundLedger.Web.Texts;

/// <summary>Names the resource of refusal sentences, by refusal code.</summary>
public sealed class Refusals;
