using System.Text;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Contributions;

/// <param name="BusinessNumber">統一編號, or null where there is none.</param>
public sealed record PayerRequest(string Key, PartyKind Kind, string Name, string? BusinessNumber);

/// <summary>Adds a party that money can come from; a unified business number belongs to one party only.</summary>
public sealed class AddPayer(AuthorizedLedger ledger)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.BookContributions;

    /// <summary>The new party's public code.</summary>
    public Task<Result<string>> Run(PayerRequest request, Actor actor, CancellationToken stop) =>
        ledger.Write(Policy, new UseCaseRequest(request.Key, actor, request), session => Decide(session, request, stop), stop);

    private static async Task<Result<string>> Decide(WriteSession session, PayerRequest request, CancellationToken stop)
    {
        var name = request.Name.Trim().Normalize(NormalizationForm.FormC);
        if (PartyRules.Check(request.Kind, name, request.BusinessNumber) is { } refusal) return refusal;
        if (request.BusinessNumber is { } number)
        {
            var holder = await session.Db.Parties.AsNoTracking()
                .Where(party => party.UnifiedBusinessNumber == number)
                .Select(party => party.Name).FirstOrDefaultAsync(stop);
            if (holder is not null) return PartyRefusals.BusinessNumberTaken(number, holder);
        }

        return Add(session, request.Kind, name, request.BusinessNumber, fictional: false).PublicCode;
    }

    /// <summary>Adds a party that has been checked, and records that it was.</summary>
    internal static Party Add(WriteSession session, PartyKind kind, string name, string? businessNumber, bool fictional)
    {
        var added = new Party
        {
            DedicatedAccountId = session.AccountId,
            Id = session.NewId(),
            PublicCode = PublicCode.New(),
            Kind = kind,
            Name = name,
            UnifiedBusinessNumber = businessNumber,
            Fictional = fictional,
        };
        session.Db.Parties.Add(added);
        session.Audit("PayerAdded", added.PublicCode);
        return added;
    }
}
