using FundLedger.Data.Writing;
using FundLedger.Domain.Banking;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Contributions;

/// <summary>
/// Gives contributions the numbers of virtual accounts, one after another under the lock of the series: by the profile in force today;
/// of several, the one of the first bank account. When they are used up, or there is no profile, none is given: the payment reference
/// is always there.
/// </summary>
internal sealed class VirtualAccountNumbers
{
    private readonly VirtualAccountProfile? profile;
    private long last;

    private VirtualAccountNumbers(VirtualAccountProfile? profile, long last) => (this.profile, this.last) = (profile, last);

    public static async Task<VirtualAccountNumbers> Of(WriteSession session, CancellationToken stop)
    {
        var today = session.Today;
        var profile = await (
            from found in session.Db.VirtualAccountProfiles
            join bank in session.Db.BankAccounts on found.BankAccountId equals bank.Id
            where found.ValidFrom <= today && (found.ValidTo == null || found.ValidTo >= today)
            orderby bank.LedgerAccount, found.ValidFrom descending, found.Id
            select found).AsNoTracking().FirstOrDefaultAsync(stop);
        if (profile is null) return new VirtualAccountNumbers(null, 0);
        var (begin, length) = (profile.EnterpriseCode, profile.Length);
        var stored = await session.Db.Contributions
            .Where(row => row.VirtualAccountNumber!.StartsWith(begin) && row.VirtualAccountNumber.Length == length)
            .MaxAsync(row => row.VirtualAccountNumber, stop);
        var added = session.Db.Contributions.Local.Select(row => row.VirtualAccountNumber).Append(stored)
            .Where(number => number?.Length == length && number.StartsWith(begin, StringComparison.Ordinal));
        // Also numbers of an earlier profile with the same code, whose check digits may be others.
        return new VirtualAccountNumbers(profile, added.Select(number => Serial(number!)).DefaultIfEmpty(0).Max());

        long Serial(string number) => long.Parse(
            number.AsSpan(begin.Length, profile.SerialDigits), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The next number; null when there is none.</summary>
    public string? Next() => profile?.Number(last + 1) is { } number && ++last > 0 ? number : null;
}
