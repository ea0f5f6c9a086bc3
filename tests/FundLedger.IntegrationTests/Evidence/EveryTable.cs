using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Jobs;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Proposals;
using FundLedger.IntegrationTests.Database;
using FundLedger.IntegrationTests.Reports;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Contributions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.IntegrationTests.Evidence;

/// <summary>Rows for the tables that the whole cycle leaves empty, written as everything is.</summary>
internal static class EveryTable
{
    public static async Task Fill(WholeCycle cycle)
    {
        var books = cycle.Books;
        (await books.Write<bool>(async session =>
        {
            AddProposals(session);
            AddRuns(session, await session.Db.BankAccounts.Select(account => account.Id).FirstAsync());
            return true;
        })).IsRefused.Should().BeFalse();
        (await books.Write<PeriodState>(async session => await session.MovePeriod(2025, 1, PeriodMove.SoftClose, null)))
            .IsRefused.Should().BeFalse();
        await Redesignate(cycle);
    }

    private static void AddProposals(WriteSession session)
    {
        var account = session.AccountId;
        var programme = new Programme
        {
            DedicatedAccountId = account,
            Id = session.NewId(),
            Code = "CEN-115-09",
            Ministry = "NDC",
            NameZh = "計畫",
            NameEn = "Programme",
            Source = "budget",
        };
        session.Db.Add(programme);
        session.Db.Add(new ProgrammeBudget
        {
            DedicatedAccountId = account,
            Id = session.NewId(),
            ProgrammeId = programme.Id,
            FiscalYear = 2026,
            Version = 1,
            Amount = 5,
        });
        session.Db.Add(new Proposal
        {
            DedicatedAccountId = account,
            Id = session.NewId(),
            PublicCode = PublicCode.New(),
            Number = 1,
            Title = "提案",
            Districts = "石岡區",
            Proposer = "合作社",
            Partner = "大學",
            FiledOn = session.Today,
            Source = "file",
        });
    }

    private static void AddRuns(WriteSession session, long bankAccountId)
    {
        var account = session.AccountId;
        session.Db.Add(new RoleHolding
        {
            DedicatedAccountId = account,
            Id = session.NewId(),
            PersonId = session.Actor.PersonId,
            Role = Role.Auditor.Code,
            ValidFrom = session.Today,
        });
        session.Db.Add(new JobRun
        {
            DedicatedAccountId = account,
            Id = session.NewId(),
            Job = "seal-checkpoint",
            Server = "one",
            Attempt = 1,
            StartedBy = session.Actor.PersonId,
            StartedAt = session.Now,
        });
        session.Db.Add(new VirtualAccountProfile
        {
            DedicatedAccountId = account,
            Id = session.NewId(),
            Code = "demo-14",
            BankAccountId = bankAccountId,
            EnterpriseCode = "92345",
            SerialDigits = 8,
            Weights = "371",
            Modulus = 10,
            ValidFrom = session.Today,
        });
        session.Db.Add(new BankReconciliation
        {
            DedicatedAccountId = account,
            Id = session.NewId(),
            BankAccountId = bankAccountId,
            CutOff = session.Today,
            PreparedBy = session.Actor.PersonId,
            PreparedAt = session.Now,
        });
    }

    private static async Task Redesignate(WholeCycle cycle)
    {
        var books = cycle.Books;
        await using var db = books.Read();
        var gift = await db.Contributions.SingleAsync(found => found.Id == cycle.GiftId);
        var lot = (await books.Lots(WholeCycle.General))
            .First(found => found.Kind == LotKind.Contribution && found.DocumentId == cycle.GiftId);
        var account = new ServedAccount(books.AccountId, "test", "測試專戶", "Test account", Currency.Twd);
        (await new RedesignateGift(new AuthorizedLedger(books.Writer, account)).Run(
            new RedesignationRequest(
                Books.Unique("redesignate"), gift.PublicCode, lot.Id, WholeCycle.District, Money.Twd(100), "letter", books.Today),
            books.Officer, false, CancellationToken.None)).IsRefused.Should().BeFalse();
    }
}
