using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Journal.Reads;

namespace FundLedger.UseCases.Vouchers.Reads;

/// <param name="YearIsClosed">The entry is taken back by a correction voucher instead of a reversal.</param>
public sealed record EntryToReverse(EntryHead Head, bool YearIsClosed);

/// <summary>The entry that a voucher is to take back.</summary>
public sealed class ReversibleEntry(AuthorizedReader reader)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.PrepareManualVoucher;

    /// <summary>Null for an unknown number. Whether the rules let it be taken back, the voucher itself says.</summary>
    public Task<Result<EntryToReverse?>> Read(Actor actor, EntryReference reference, CancellationToken stop) =>
        reader.Read<EntryToReverse?>(Policy, actor, async db => await EntryHead.Read(db, reference, stop) is { } head
            ? new EntryToReverse(head, await YearEnd.IsClosed(db, reference.FiscalYear, stop))
            : null, stop);
}
