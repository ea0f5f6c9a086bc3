using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Donations;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Screening;

namespace FundLedger.IntegrationTests.Ledger;

/// <summary>A row of every append-only table of screenings and donations.</summary>
internal static class ScreeningRows
{
    public static bool Add(WriteSession session)
    {
        var (rule, id) = (ScreeningRules.Seed[0], session.NewId());
        var finding = new ScreeningFinding(
            rule.Code, rule.Version, rule.Kind, rule.Outcome, ScreeningMatch.Donor, 1, "donor", null, "listed", null);
        session.Db.ScreeningResults.Add(ScreeningResult.Of(
            new DocumentReference(DocumentKind.Contribution, 1), new ScreeningDecision([rule], [finding]), session.AccountId, id,
            session.Actor.PersonId, session.Today, session.Now));
        var donation = session.NewId();
        var intended = new Donation
        {
            DedicatedAccountId = session.AccountId,
            Id = donation,
            PublicCode = PublicCode.New(),
            Purpose = "gift",
            Amount = 1,
            IntendedOn = session.Today,
            Parts =
            [
                new DonationPart
                {
                    DedicatedAccountId = session.AccountId,
                    DonationId = donation,
                    Line = 1,
                    Instalment = 1,
                    DueOn = session.Today,
                    Amount = 1,
                },
            ],
        };
        intended.Begin(session.Now);
        session.Db.Donations.Add(intended);
        return true;
    }
}
