namespace FundLedger.Domain.People;

/// <summary>Somebody who signs in, or the scheduler. A person is the same in every dedicated account.</summary>
public sealed class Person
{
    /// <summary>The sign-in name of the scheduler, who cannot sign in and holds no role.</summary>
    public const string Scheduler = "scheduler";

    public long Id { get; set; }

    /// <summary>Unique, NFC, compared byte-wise.</summary>
    public required string SignInName { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>Where mail to the person goes, as <see cref="PersonRules.CheckEmail"/> lets it be; null: nowhere.</summary>
    public string? Email { get; private set; }

    /// <summary>An address that was checked; null takes it away.</summary>
    public void ChangeEmail(string? email) => Email = email;
}
