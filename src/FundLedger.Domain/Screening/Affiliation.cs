using NodaTime;

namespace FundLedger.Domain.Screening;

/// <summary>That one company controls another (關係企業), by their unified business numbers; neither need be a party here.</summary>
public sealed class Affiliation
{
    public long DedicatedAccountId { get; init; }

    public long Id { get; init; }

    /// <summary>統一編號 of the controlling company.</summary>
    public required string ParentNumber { get; init; }

    public required string ParentName { get; init; }

    /// <summary>統一編號 of the controlled company.</summary>
    public required string SubsidiaryNumber { get; init; }

    public required string SubsidiaryName { get; init; }

    public LocalDate ValidFrom { get; init; }

    /// <summary>The last day; null: until further notice.</summary>
    public LocalDate? ValidTo { get; set; }

    /// <summary>Where it is written: the registry, an annual report.</summary>
    public required string Source { get; init; }

    public bool Holds(LocalDate date) => ValidFrom <= date && !(ValidTo < date);

    /// <summary>Refused: numbers that are none, a company that controls itself, a period that ends before it begins.</summary>
    public static Refusal? Check(string parent, string subsidiary, LocalDate from, LocalDate? to)
    {
        if (People.UnifiedBusinessNumber.Check(parent) is { } refusal) return refusal;
        if (People.UnifiedBusinessNumber.Check(subsidiary) is { } other) return other;
        if (parent == subsidiary) return ScreeningRefusals.AffiliationWithItself(parent);
        return to < from ? ScreeningRefusals.ScreeningPeriodNotPossible(from, to.Value) : null;
    }
}

/// <summary>A company of a donor's group.</summary>
public sealed record GroupCompany(string Number, string Name);

/// <summary>
/// The group of a company on a day: those that control it, directly or through others, and everything that any of these control.
/// Two groups that share a subsidiary are not one group.
/// </summary>
public static class CompanyGroup
{
    /// <summary>The other companies of the group, by number; none for a company without a number or relations.</summary>
    public static IReadOnlyList<GroupCompany> Of(string? number, IReadOnlyCollection<Affiliation> affiliations, LocalDate date)
    {
        ArgumentNullException.ThrowIfNull(affiliations);
        if (number is null) return [];
        var holding = affiliations.Where(relation => relation.Holds(date)).ToList();
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal) { [number] = "" };
        Spread(relation => (relation.SubsidiaryNumber, relation.ParentNumber, relation.ParentName));
        Spread(relation => (relation.ParentNumber, relation.SubsidiaryNumber, relation.SubsidiaryName));
        return [.. found.Where(company => company.Key != number).Select(company => new GroupCompany(company.Key, company.Value))];

        void Spread(Func<Affiliation, (string From, string To, string Name)> direction)
        {
            var moves = holding.Select(direction).ToLookup(move => move.From, StringComparer.Ordinal);
            var next = new Queue<string>(found.Keys);
            while (next.TryDequeue(out var from))
            {
                foreach (var (_, to, name) in moves[from])
                {
                    if (found.TryAdd(to, name)) next.Enqueue(to);
                }
            }
        }
    }
}
