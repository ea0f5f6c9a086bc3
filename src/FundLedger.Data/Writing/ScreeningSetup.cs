using FundLedger.Domain.Screening;

namespace FundLedger.Data.Writing;

/// <summary>The rules that books begin with, as rows of theirs.</summary>
internal static class ScreeningSetup
{
    public static IEnumerable<ScreeningRule> Rules(long dedicatedAccountId, Func<long> newId) =>
        ScreeningRules.Seed.Select(rule => new ScreeningRule
        {
            DedicatedAccountId = dedicatedAccountId,
            Id = newId(),
            Code = rule.Code,
            Version = rule.Version,
            Kind = rule.Kind,
            Outcome = rule.Outcome,
            ValidFrom = rule.ValidFrom,
            ValidTo = rule.ValidTo,
            MonthsAfter = rule.MonthsAfter,
            Source = rule.Source,
        });
}
