namespace FundLedger.Web.Display;

/// <summary>The message of a list that has nothing to show; the model of <c>_Empty.cshtml</c>.</summary>
/// <param name="Title">What is not there.</param>
/// <param name="Hint">What would put something there.</param>
/// <param name="ActionText">Text of the link that starts it, for people who may.</param>
/// <param name="ActionAddress">Where that link leads.</param>
public sealed record EmptyState(string Title, string? Hint = null, string? ActionText = null, string? ActionAddress = null);

/// <summary>One step above the current page; <c>ViewData["Trail"]</c> holds a list of them.</summary>
public sealed record Crumb(string Text, string Address);
