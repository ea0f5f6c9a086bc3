using System.Text;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Vouchers;
using FundLedger.IntegrationTests.Banking;
using FundLedger.IntegrationTests.Database;
using FundLedger.Reports;
using FundLedger.Reports.Checks;
using FundLedger.UseCases.Vouchers;
using FundLedger.UseCases.Vouchers.Reads;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.IntegrationTests.Vouchers;

/// <summary>An office brings the balances of its old books: prepared from a file, approved by a second person.</summary>
public sealed class OpeningVoucherTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private static readonly LocalDate DayBefore = new(2025, 12, 31);

    [Fact]
    public async Task Opening_OnceApproved_IsMoneyThatCanBePaidOutAndEveryCheckAgrees()
    {
        var desk = await BankDesk.Open(fixture.Database);
        var (fund, other) = (await desk.Books.AddFund(), await desk.Books.AddFund());
        var entry = await Opened(desk, $"1101.01,{fund},\"10,000,000\",\n3101,{fund},,10000000\n1202,{other},70,\n3201,{other},,70");

        (await desk.Books.Lots(fund)).Should().ContainSingle().Which.Should().Match<Data.Model.StoredLot>(
            lot => lot.Kind == LotKind.Manual && lot.Remaining == 10_000_000 && lot.Number == entry.Number);
        await using (var db = desk.Books.Read())
        {
            (await db.Entries.SingleAsync(row => row.DedicatedAccountId == desk.Books.AccountId && row.Number == entry.Number))
                .Should().Match<Data.Model.StoredEntry>(row =>
                    row.DocumentKind == DocumentKind.ManualVoucher && row.ApproverId != null && row.BookingDate == DayBefore);
        }

        await PaidCase.Pay(desk, fund, 4_000);
        (await desk.Books.Available(fund)).Should().Be(9_996_000);
        await desk.Verify();
    }

    [Fact]
    public async Task Opening_OfABankAccountWhoseFirstStatementBeginsElsewhere_IsNamedWithTheDifference()
    {
        var desk = await BankDesk.Open(fixture.Database);
        var fund = await desk.Books.AddFund();
        await Opened(desk, $"1101.01,{fund},9000000,\n3101,{fund},,9000000");
        await desk.Bring(5, Database.Books.Unique("line"));

        (await Failures(desk, "bank-balance")).Should().ContainSingle()
            .Which.Should().Contain("first statement does not begin").And.Contain("-1000000");
    }

    [Fact]
    public async Task Opening_WhenAnythingElseIsBooked_IsRefused_AlsoWhileItWaits()
    {
        var desk = await BankDesk.Open(fixture.Database);
        var fund = await desk.Books.AddFund();
        var waiting = (await Prepare(desk, $"1101.01,{fund},5,\n3101,{fund},,5")).Value;
        var used = (await Ordinary(desk, fund)).Entry;

        (await Decide(desk, waiting)).Refusal.Should().Be(OpeningRefusals.OpeningAfterFirstEntry(EntryReference.Parse(used).Value));
        (await Prepare(desk, $"1101.01,{fund},6,\n3101,{fund},,6")).RefusalCode()
            .Should().Be(nameof(OpeningRefusals.OpeningAfterFirstEntry));
    }

    [Fact]
    public async Task Opening_TakenBackBeforeTheBooksAreUsed_MakesRoomForTheRightOne_AndAfterwardsIsRefused()
    {
        var desk = await BankDesk.Open(fixture.Database);
        var fund = await desk.Books.AddFund();
        const string Wrong = "1101.01,{0},5,\n3101,{0},,5";
        var wrong = await Opened(desk, string.Format(null, Wrong, fund));
        (await Decide(desk, (await TakeBack(desk, wrong)).Value)).Refusal.Should().BeNull();
        (await desk.Books.Available(fund)).Should().Be(0);

        var right = await Opened(desk, string.Format(null, Wrong, fund), new LocalDate(2026, 1, 1));
        await Ordinary(desk, fund);
        (await TakeBack(desk, right)).RefusalCode().Should().Be(nameof(OpeningRefusals.OpeningAfterFirstEntry));
        await desk.Verify();
    }

    [Fact]
    public async Task Prepare_TheSameFileTwice_IsTheSameVoucher_AndWithAnotherKeyRefused()
    {
        var desk = await BankDesk.Open(fixture.Database);
        var fund = await desk.Books.AddFund();
        var text = $"1101.01,{fund},5,\n3101,{fund},,5";
        var (key, again) = (BankDesk.Key(), BankDesk.Key());
        var first = (await Prepare(desk, text, key: key)).Value;
        (await Prepare(desk, text, key: key)).Value.Should().Be(first);
        (await Prepare(desk, text, key: again)).Refusal.Should().Be(OpeningRefusals.OpeningAlreadyPrepared(first));
        (await Decide(desk, first)).Refusal.Should().BeNull();
        (await Prepare(desk, text, key: key)).Value.Should().Be(first, "the answer is kept");
        (await Prepare(desk, text)).Refusal.Should().Be(OpeningRefusals.OpeningAlreadyPrepared(first));

        var preview = (await new OpeningPreview(desk.Reader, Served(desk)).Read(desk.Books.Officer, Rows(text), default)).Value;
        preview.Earlier.Should().ContainSingle().Which.Code.Should().Be(first, "a further opening is named as one");
    }

    [Fact]
    public async Task Prepare_WhatCannotBeBooked_IsRefusedWithItsRowOrItsFund()
    {
        var desk = await BankDesk.Open(fixture.Database);
        var (fund, other) = (await desk.Books.AddFund(), await desk.Books.AddFund());
        (await Prepare(desk, $"1101.01,{fund},5,\n3101,{other},,5")).Refusal
            .Should().Be(LedgerRefusals.FundDoesNotBalance(fund, Money.Twd(5)));
        (await Prepare(desk, $"1101.01,{fund},5,\n3101,NONE,,5")).Refusal.Should().Be(LedgerRefusals.UnknownFund(3, "NONE"));
        (await Prepare(desk, $"1101.01,{fund},5,\n5201,{fund},,5")).Refusal
            .Should().Be(OpeningRefusals.OpeningTouchesAccount(3, "5201"));
        (await Prepare(desk, $"1101.01,{fund},5,\n3101,{fund},,x")).RefusalCode()
            .Should().Be(nameof(OpeningRefusals.OpeningAmountNotReadable));
        (await Prepare(desk, $"1101.01,{fund},5,\n3101,{fund},,5", new LocalDate(2026, 3, 1))).RefusalCode()
            .Should().Be(nameof(OpeningRefusals.OpeningNotAtYearBegin));
        (await Prepare(desk, $"1101.01,{fund},5,\n3101,{fund},,5", actor: new Actor(1, "nobody"))).RefusalCode()
            .Should().Be("NotPermitted");
    }

    [Fact]
    public async Task Prepare_NamesPartiesAndVenturesByTheirCodes()
    {
        var desk = await BankDesk.Open(fixture.Database);
        var fund = await desk.Books.AddFund();
        var party = await desk.Books.AddParty();
        await using var db = desk.Books.Read();
        var code = await db.Parties.Where(row => row.Id == party).Select(row => row.PublicCode).SingleAsync();
        var voucher = (await Prepare(desk, $"1202,{fund},5,,{code}\n3101,{fund},,5")).Value;
        (await db.Set<ManualVoucherLine>().Where(line => line.DedicatedAccountId == desk.Books.AccountId
                && db.ManualVouchers.Any(row => row.Id == line.VoucherId && row.PublicCode == voucher))
            .OrderBy(line => line.Line).Select(line => line.PartyId).ToListAsync()).Should().Equal(party, null);
        (await Prepare(desk, $"1202,{fund},5,,NOBODY\n3101,{fund},,5")).Refusal
            .Should().Be(OpeningRefusals.OpeningPartyUnknown(2, "NOBODY"));
    }

    [Fact]
    public async Task Opening_OfAsManyLinesAsAnEntryHolds_IsBookedAndItsYearCloses()
    {
        var desk = await BankDesk.Open(fixture.Database);
        var fund = await desk.Books.AddFund();
        var text = new StringBuilder();
        for (var line = 0; line < 9_998; line++) text.Append("1203,").Append(fund).Append(",1,\n");
        await Opened(desk, text.Append("3101,").Append(fund).Append(",,9998").ToString());
        await desk.Books.CloseYear(2025);
        await desk.Verify();
        using var journal = new MemoryStream();
        await new JsonExport(fixture.Database.Reporting).Write(desk.Books.AccountId, journal, null, default);
        Encoding.UTF8.GetString(journal.ToArray()).Should().Contain("期初餘額");
    }

    [Theory]
    [InlineData("after the books were in use", "set purpose = 4 where id = (select max(id) from ledger.manual_voucher) and purpose = 1")]
    [InlineData("carries no balance", "set purpose = 4 where id = (select max(id) from ledger.manual_voucher) and purpose = 1")]
    [InlineData("moves only by documents", "set purpose = 1 where purpose = 4")]
    public async Task ManualVouchers_WithAnOpeningForcedIn_AreNamed(string problem, string damage)
    {
        var desk = await BankDesk.Open(fixture.Database);
        var fund = await desk.Books.AddFund();
        await Opened(desk, $"1101.01,{fund},5,\n3101,{fund},,5");
        await Ordinary(desk, fund);
        await Ordinary(desk, fund);

        await using var connection = await fixture.Database.Open(fixture.Database.Administrator);
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        var account = FormattableString.Invariant($"dedicated_account_id = {desk.Books.AccountId}");
        // The first ordinary voucher stays one: the forged one comes after it.
        command.CommandText = EngineSql.Current.Damage($"update ledger.manual_voucher {damage} and {account}"
            .Replace("from ledger.manual_voucher)", $"from ledger.manual_voucher where {account})", StringComparison.Ordinal));
        (await command.ExecuteNonQueryAsync()).Should().NotBe(0);
        var snapshot = new Snapshot(connection, transaction, fixture.Database.Connections.Engine.Name, CancellationToken.None);
        var result = await LedgerChecks.Run(snapshot, "manual-vouchers", desk.Books.AccountId, CancellationToken.None);
        result.Failures.Should().Contain(failure => failure.Contains(problem));
        (await LedgerChecks.Run(snapshot, "records", desk.Books.AccountId, CancellationToken.None)).Ok.Should().BeFalse();
    }

    private static UseCases.Accounts.ServedAccount Served(BankDesk desk) =>
        new(desk.Books.AccountId, "T", "測試", "Test", Currency.Twd);

    private static IReadOnlyList<OpeningRow> Rows(string text) =>
        OpeningFile.Read("科目代號,基金別,借方,貸方,往來單位\n" + text, Currency.Twd).Value;

    private static Task<Result<string>> Prepare(
        BankDesk desk, string text, LocalDate? date = null, string? key = null, Actor? actor = null) =>
        new PrepareOpening(desk.Ledger).Run(
            new OpeningRequest(key ?? BankDesk.Key(), date ?? DayBefore, "期初餘額", Rows(text)), actor ?? desk.Books.Officer,
            dryRun: false, default);

    private static async Task<EntryReference> Opened(BankDesk desk, string text, LocalDate? date = null)
    {
        var prepared = await Prepare(desk, text, date);
        prepared.Refusal.Should().BeNull();
        return EntryReference.Parse((await Decide(desk, prepared.Value)).Value.Entry).Value;
    }

    private static async Task<Result<DecidedVoucher>> Decide(BankDesk desk, string code)
    {
        var request = new ManualVoucherStepRequest(BankDesk.Key(), code, ManualVoucherTrigger.Approve, null);
        return await new DecideManualVoucher(desk.Ledger).Run(request, await desk.Books.AddPerson("chief"), default);
    }

    private static async Task<DecidedVoucher> Ordinary(BankDesk desk, string fund) => (await Decide(desk, (await new PrepareManualVoucher(
        desk.Ledger).Run(new ManualVoucherRequest(
            BankDesk.Key(), desk.Books.Today, "重分類",
            [new VoucherLine("5202", fund, Money.Twd(1)), new VoucherLine("5201", fund, Money.Twd(-1))]),
        desk.Books.Officer, dryRun: false, default)).Value)).Value;

    private static Task<Result<string>> TakeBack(BankDesk desk, EntryReference entry) => new PrepareReversal(desk.Ledger).Run(
        new ReversalRequest(BankDesk.Key(), entry, new LocalDate(entry.FiscalYear, entry.FiscalYear == 2025 ? 12 : 1,
            entry.FiscalYear == 2025 ? 31 : 1), "wrong"), desk.Books.Officer, default);

    private async Task<IReadOnlyList<string>> Failures(BankDesk desk, string check) =>
        (await new LedgerChecks(fixture.Database.Reporting).Run(check, desk.Books.AccountId, default)).Failures;
}
