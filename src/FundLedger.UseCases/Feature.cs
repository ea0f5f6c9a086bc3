using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Jobs;

namespace FundLedger.UseCases;

/// <summary>What one noun brings to the application: written down once, beside its use cases.</summary>
public sealed record Feature
{
    /// <summary>Classes that act or read; every face resolves them by their type.</summary>
    public IReadOnlyList<Type> UseCases { get; init; } = [];

    /// <summary>Kinds of documents that cause entries.</summary>
    public IReadOnlyList<DocumentDescription> Documents { get; init; } = [];

    /// <summary>What the application does by itself.</summary>
    public IReadOnlyList<Job> Jobs { get; init; } = [];

    /// <summary>What of it may wait for people or be wrong, in the order in which the home page shows it.</summary>
    public IReadOnlyList<WorkSource> Work { get; init; } = [];

    /// <summary>Entries of the main menu, by <see cref="MenuEntry.Position"/>.</summary>
    public IReadOnlyList<MenuEntry> Menu { get; init; } = [];
}

/// <summary>A kind of document, as used by journal, bank lines and bookings.</summary>
/// <param name="Word">Key of its name among the words.</param>
/// <param name="Address">Its page's address, with the public code in place of {0}; null when it has no page.</param>
/// <param name="Policy">Who sees that page.</param>
public sealed record DocumentDescription(DocumentKind Kind, string Word, string? Address, string Policy)
{
    /// <summary>The address of the document with this public code; null without a page or a code.</summary>
    public string? AddressOf(string? code) =>
        Address is null || code is null ? null : Address.Replace("{0}", code, StringComparison.Ordinal);
}

/// <summary>Under which heading an entry of the main menu stands, in this order.</summary>
public enum MenuGroup
{
    /// <summary>Under none: it stands by itself, first.</summary>
    None = 0,
    Income = 1,
    Spending = 2,
    Bank = 3,
    Books = 4,
    Reports = 5,
    Management = 6,
}

/// <summary>An entry of the main menu.</summary>
/// <param name="Word">Key of the entry's text.</param>
/// <param name="Address">Where it leads; pages below it count as inside it.</param>
/// <param name="Policy">The policy of that page.</param>
/// <param name="Position">Its place among the others.</param>
/// <param name="Group">Its heading, where the menu is long enough to have any.</param>
public sealed record MenuEntry(string Word, string Address, string Policy, int Position, MenuGroup Group = MenuGroup.None);
