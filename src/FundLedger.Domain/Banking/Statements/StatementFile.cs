namespace FundLedger.Domain.Banking.Statements;

/// <summary>What a file held: at least one statement, in the order of the file.</summary>
/// <param name="Format">The recognised format, e.g. <c>camt.053.001.08</c>, <c>mt940</c> or <c>csv:taiwan-generic</c>.</param>
/// <param name="Statements">One or more statements; not yet checked against our books.</param>
public sealed record StatementFile(string Format, IReadOnlyList<BankStatement> Statements);
