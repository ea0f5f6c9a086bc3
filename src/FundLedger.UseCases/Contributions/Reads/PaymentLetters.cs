using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Contributions.Reads;

/// <summary>What a payer needs to pay an expected contribution.</summary>
/// <param name="Bank">Where to; null while the books have no bank account.</param>
public sealed record PaymentLetter(Contribution Contribution, Party Payer, BankAccount? Bank);

/// <summary>Reads what a payment letter says; a company's person gets that company's.</summary>
public sealed class PaymentLetters(AuthorizedReader reader)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = ContributionList.Policy;

    /// <summary>Null for an unknown code, and for another company's.</summary>
    public Task<Result<PaymentLetter?>> Read(Actor actor, string code, CancellationToken stop) =>
        reader.Read<PaymentLetter?>(Policy, actor, async db =>
        {
            var contribution = await VisibleContributions.Of(db, actor).SingleOrDefaultAsync(row => row.PublicCode == code, stop);
            return contribution is null
                ? null
                : new PaymentLetter(
                    contribution, await db.Parties.SingleAsync(party => party.Id == contribution.PayerPartyId, stop),
                    await Bank(db, contribution, stop));
        }, stop);

    /// <summary>The bank account behind the virtual one; else the first there is.</summary>
    private static async Task<BankAccount?> Bank(ReadingDb db, Contribution contribution, CancellationToken stop)
    {
        var accounts = await db.BankAccounts.OrderBy(account => account.LedgerAccount).ToListAsync(stop);
        if (contribution.VirtualAccountNumber is not { } number) return accounts.FirstOrDefault();
        var profiles = await db.VirtualAccountProfiles.ToListAsync(stop);
        var profile = profiles.Find(known => known.SerialOf(number) is not null);
        return accounts.Find(account => account.Id == profile?.BankAccountId) ?? accounts.FirstOrDefault();
    }
}
