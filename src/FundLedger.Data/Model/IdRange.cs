namespace FundLedger.Data.Model;

/// <summary>
/// Ids this database may give to dedicated accounts and people. They are taken from here, never counted, so that databases with
/// ranges apart can be joined; the owner sets the range before the first account is opened.
/// </summary>
public sealed class IdRange
{
    public const string DedicatedAccounts = "dedicated_account";
    public const string People = "person";

    public required string Kind { get; init; }

    /// <summary>The id that is given next; one more than <see cref="LastId"/> when all are given.</summary>
    public long NextId { get; init; }

    public long LastId { get; init; }
}
