using FundLedger.Domain.Vouchers;
using NodaTime;

namespace FundLedger.Reports;

/// <summary>A voucher before it has its group.</summary>
/// <param name="Touched">Account and fund of each line.</param>
internal sealed record UngroupedVoucher(
    long PreparedBy, IReadOnlySet<(string Account, string Fund)> Touched, Func<int, ReportedVoucher> In, LocalDate PreparedOn)
{
    public static string[] Accounts(IEnumerable<(string Account, string Fund)> touched) =>
        [.. touched.Select(line => line.Account).Distinct().Order(StringComparer.Ordinal)];

    public static string[] Funds(IEnumerable<(string Account, string Fund)> touched) =>
        [.. touched.Select(line => line.Fund).Distinct().Order(StringComparer.Ordinal)];
}

/// <summary>
/// Puts vouchers together that may be parts of one: a larger amount in pieces shows as what it is. A voucher joins every
/// earlier group it touches, so that pieces do not fall apart by the order they came in.
/// </summary>
internal static class VoucherGroups
{
    /// <summary>The vouchers by group, in the order in which each group began.</summary>
    public static IEnumerable<ReportedVoucher> Of(IEnumerable<UngroupedVoucher> vouchers)
    {
        var groups = new List<List<UngroupedVoucher>>();
        foreach (var voucher in vouchers.OrderBy(row => row.PreparedOn))
        {
            var touched = groups.Where(group => group.Exists(other => BelongTogether(other, voucher))).ToList();
            if (touched.Count == 0)
            {
                groups.Add([voucher]);
                continue;
            }

            foreach (var joined in touched.Skip(1))
            {
                touched[0].AddRange(joined);
                groups.Remove(joined);
            }

            touched[0].Add(voucher);
        }

        return groups.SelectMany((group, index) => group.OrderBy(row => row.PreparedOn).Select(row => row.In(index + 1)));
    }

    private static bool BelongTogether(UngroupedVoucher earlier, UngroupedVoucher later) =>
        earlier.PreparedBy == later.PreparedBy
        && Period.DaysBetween(earlier.PreparedOn, later.PreparedOn) <= ManualVoucherRules.DaysTogether
        && earlier.Touched.Overlaps(later.Touched);
}
