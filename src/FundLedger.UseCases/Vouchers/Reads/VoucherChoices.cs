using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Funds.Reads;

namespace FundLedger.UseCases.Vouchers.Reads;

/// <param name="Accounts">Those that a manual voucher may post to.</param>
public sealed record AccountsAndFunds(IReadOnlyList<AccountChoice> Accounts, IReadOnlyList<FundChoice> Funds);

/// <summary>What can be chosen on the form for a manual voucher.</summary>
public sealed class VoucherChoices(AuthorizedReader reader)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.PrepareManualVoucher;

    public Task<Result<AccountsAndFunds>> Read(Actor actor, CancellationToken stop) => reader.Read(Policy, actor, async db =>
    {
        var accounts = await AccountChoice.Read(db, stop);
        return new AccountsAndFunds([.. accounts.Where(account => account.OpenToManualVouchers)], await FundChoice.Read(db, stop));
    }, stop);
}
