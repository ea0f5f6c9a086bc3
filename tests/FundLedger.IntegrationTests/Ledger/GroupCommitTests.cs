using FundLedger.Data.Engines;
using FundLedger.Data.Writing;
using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Database;

namespace FundLedger.IntegrationTests.Ledger;

/// <summary>What holds when many entries share a transaction.</summary>
public sealed class GroupCommitTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private readonly TestDatabase database = fixture.Database;

    [Fact]
    public async Task Post_SixtyFourCallersOverSeveralFunds_AllPostedWithoutAGap()
    {
        var books = await Books.Open(database);
        string[] funds = [await books.AddFund(), await books.AddFund(), await books.AddFund()];

        var answers = (await Task.WhenAll(Enumerable.Range(0, 64).Select(caller => Task.Run(async () =>
        {
            var own = new List<EntryReference>();
            for (var index = 0; index < 10; index++) own.Add(
                (await books.Post(Drafts.Gift(funds[(caller + index) % 3], 10, books.Today), door: PostingPath.Group)).Value);
            return own;
        })))).SelectMany(own => own).ToArray();

        answers.Select(answer => answer.Number).Order().Should().Equal(Enumerable.Range(1, 640).Select(number => (long)number));
        (await database.FailedChecks(books.AccountId)).Should().BeEmpty();
    }

    [Fact]
    public async Task Post_OneOfAGroupIsRefused_ItsNeighboursArePosted()
    {
        var books = await Books.Open(database);
        var fund = await books.AddFundHolding(1000);

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(index => Task.Run(() =>
            books.Post(index % 4 == 0 ? Drafts.Fee("NO-SUCH-FUND", 1, books.Today)
                : Drafts.Fee(fund, 10, books.Today), door: PostingPath.Group))));

        answers.Count(answer => !answer.IsRefused).Should().Be(30);
        answers.Select(answer => answer.RefusalCode()).OfType<string>().Should().HaveCount(10)
            .And.OnlyContain(code => code == nameof(LedgerRefusals.UnknownFund));
        (await books.Available(fund)).Should().Be(700);
    }

    [Fact]
    public async Task Post_TheDatabaseRefusesOneOfAGroup_OnlyThatCallerGetsTheError()
    {
        var books = await Books.Open(database);
        var fund = await books.AddFundHolding(1000);
        // The rules do not look at an actor's number; the guard made here does.
        var (make, remove) = EngineSql.Current.RefusingActor;
        await database.Execute(database.Administrator, make);
        try
        {
            var draft = Drafts.Fee(fund, 10, books.Today);
            var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(index => Task.Run(async () =>
            {
                var request = books.Request(Books.Unique("actor"), draft);
                if (index == 7) request = request with { Request = request.Request with { Actor = new(999_999, "nobody") } };
                try
                {
                    return (await books.Writer.Post(request)).IsRefused ? "refused" : "posted";
                }
                catch (System.Data.Common.DbException error) when (error.Message.Contains("not this actor", StringComparison.Ordinal))
                {
                    return "not this actor";
                }
            })));

            answers.Where(answer => answer != "posted").Should().Equal("not this actor");
            (await books.Available(fund)).Should().Be(1000 - 29 * 10);
        }
        finally
        {
            await database.Execute(database.Administrator, remove);
        }
    }

    [Fact]
    public async Task Post_WhileOthersWriteAlone_SeesWhatTheyWrote()
    {
        var books = await Books.Open(database);
        var fund = await books.AddFundHolding(1000);

        for (var round = 0; round < 10; round++)
        {
            (await books.Post(Drafts.Fee(fund, 30, books.Today), door: PostingPath.Group)).IsRefused.Should().BeFalse();
            (await books.Spend(fund, 70)).IsRefused.Should().BeFalse();
        }

        (await books.Post(Drafts.Fee(fund, 1, books.Today), door: PostingPath.Group)).RefusalCode().Should()
            .Be(nameof(LedgerRefusals.InsufficientAvailable));
        (await database.FailedChecks(books.AccountId)).Should().BeEmpty();
    }

    [Fact]
    public async Task Post_RepeatedAfterTheMoneyIsGone_GetsTheFirstAnswer()
    {
        var books = await Books.Open(database);
        var fund = await books.AddFundHolding(1000);
        var first = (await books.Post(Drafts.Fee(fund, 1000, books.Today), "the-payment", door: PostingPath.Group)).Value;

        // The writer remembers that the fund is empty; that this request was answered only the database knows.
        (await books.Post(Drafts.Fee(fund, 1000, books.Today), "the-payment", door: PostingPath.Group)).Value.Should().Be(first);
        (await books.Post(Drafts.Fee(fund, 1, books.Today), door: PostingPath.Group)).RefusalCode().Should()
            .Be(nameof(LedgerRefusals.InsufficientAvailable));
        (await books.Post(Drafts.Gift(fund, 5, books.Today), "the-payment", door: PostingPath.Group)).RefusalCode().Should()
            .Be(nameof(LedgerRefusals.RequestKeyReused));
    }

    [Fact]
    public async Task Post_NamesALotThatTheEntryBeforeUsedUp_IsToldThatItIsTooSmall()
    {
        var books = await Books.Open(database);
        var fund = await books.AddFundHolding(39);
        (await books.Post(Drafts.Gift(fund, 16, books.Today), door: PostingPath.Group)).IsRefused.Should().BeFalse();
        (await books.Post(Drafts.Fee(fund, 39, books.Today), door: PostingPath.Group)).IsRefused.Should().BeFalse();
        var first = (await books.Lots(fund))[0];

        var draft = Drafts.Fee(fund, 10, books.Today);
        var directed = draft with { Postings = draft.Postings.Select(posting => posting with { LotId = first.Id }).ToArray() };

        (await books.Post(directed, door: PostingPath.Group)).RefusalCode().Should().Be(nameof(LedgerRefusals.LotTooSmall));
    }

    [Fact]
    public async Task Post_AnotherProcessWroteMeanwhile_DecidesByWhatItWrote()
    {
        var books = await Books.Open(database);
        var fund = await books.AddFundHolding(1000);
        var other = new LedgerWriter(new LedgerDbFactory(database.Connections), books.Clock);
        (await books.Post(Drafts.Fee(fund, 1000, books.Today), door: PostingPath.Group)).IsRefused.Should().BeFalse();

        (await other.Post(books.Request(Books.Unique("other"), Drafts.Gift(fund, 70, books.Today)))).IsRefused.Should().BeFalse();
        (await books.Post(Drafts.Fee(fund, 70, books.Today), door: PostingPath.Group)).IsRefused.Should().BeFalse();
        (await other.Post(books.Request(Books.Unique("other"), Drafts.Fee(fund, 70, books.Today)))).RefusalCode()
            .Should().Be(nameof(LedgerRefusals.InsufficientAvailable));
        (await database.FailedChecks(books.AccountId)).Should().BeEmpty();
    }

    [Fact]
    public async Task Post_TwoProcessesAtOnce_NoWriteIsLostOrDoubled()
    {
        var books = await Books.Open(database);
        var fund = await books.AddFund();
        LedgerWriter[] writers = [books.Writer, new LedgerWriter(new LedgerDbFactory(database.Connections), books.Clock)];

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(index => Task.Run(async () =>
            (await writers[index % 2].Post(books.Request($"{fund}/{index}", Drafts.Gift(fund, 1, books.Today)))).Value.Number)));

        answers.Order().Should().Equal(Enumerable.Range(1, 200).Select(number => (long)number));
        (await database.FailedChecks(books.AccountId)).Should().BeEmpty();
    }

    [Fact]
    public async Task Post_SomeOfAGroupNeedSomethingRead_AllAreBookedOnce()
    {
        var books = await Books.Open(database);
        var known = await books.AddFundHolding(1000);
        var unread = new List<string>();
        for (var count = 0; count < 20; count++) unread.Add(await books.AddFund());
        (await books.Post(Drafts.Fee(known, 1, books.Today), door: PostingPath.Group)).IsRefused.Should().BeFalse();

        // The writer has read one fund; every third caller is the first to name another.
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(index => Task.Run(() => books.Post(
            index % 3 == 0 ? Drafts.Gift(unread[index / 3], 5, books.Today)
                : Drafts.Fee(known, 10, books.Today), door: PostingPath.Group))));

        answers.Should().OnlyContain(answer => !answer.IsRefused);
        answers.Select(answer => answer.Value.Number).Should().OnlyHaveUniqueItems();
        (await books.Available(known)).Should().Be(599);
        (await database.FailedChecks(books.AccountId)).Should().BeEmpty();
    }

    [Fact]
    public async Task Post_OneFailsWhileItIsDecided_OnlyItsCallerIsTold()
    {
        var books = await Books.Open(database);
        var fund = await books.AddFundHolding(1000);
        (await books.Post(Drafts.Fee(fund, 1, books.Today), door: PostingPath.Group)).IsRefused.Should().BeFalse();
        var requests = Enumerable.Range(0, 40).Select(index => books.Request($"{fund}/{index}", Drafts.Fee(fund, 1, books.Today)))
            .Select((request, index) =>
                index == 20 ? request with { AuditCode = "unreadable", AuditArguments = [new Unreadable()] } : request);

        var tasks = requests.Select(request => Task.Run(() => books.Writer.Post(request))).ToArray();
        var failing = () => Task.WhenAll(tasks);

        await failing.Should().ThrowAsync<NotSupportedException>();
        tasks.Count(task => task.IsCompletedSuccessfully && !task.Result.IsRefused).Should().Be(39);
        (await books.Available(fund)).Should().Be(960);
        (await database.FailedChecks(books.AccountId)).Should().BeEmpty();
    }

    [Fact]
    public async Task EveryDoor_WhenThereIsOneConnectionOnly_GivesItBack()
    {
        var books = await Books.Open(database);
        var fund = await books.AddFund();
        var one = database.Connections.Engine.Name == "sqlserver" ? ";Max Pool Size=1;Connect Timeout=10"
            : ";Maximum Pool Size=1;Timeout=10";
        var writer = new LedgerWriter(
            new LedgerDbFactory(database.Connections with { Ledger = database.Connections.Ledger + one }), books.Clock);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(index => Task.Run(() => writer.Post(Gift($"group/{index}")))));
        // So many that the statistics are refreshed too, by a connection of their own.
        await foreach (var booked in writer.PostMany(books.AccountId, Stream())) booked.IsRefused.Should().BeFalse();
        var tried = Gift("tried");
        (await writer.Post(tried with { Request = tried.Request with { DryRun = true } })).Value.Number.Should().Be(6021);
        (await writer.Post(Gift("last"))).Value.Number.Should().Be(6021);

        EntryRequest Gift(string key) => books.Request($"{fund}/{key}", Drafts.Gift(fund, 1, books.Today));

        async IAsyncEnumerable<EntryRequest> Stream()
        {
            for (var index = 0; index < 6000; index++) yield return Gift($"stream/{index}");
            await Task.CompletedTask;
        }
    }

    [PostgreSqlFact("counts the rows read by PostgreSQL's statistics")]
    public async Task Post_AmongThousandsOfLots_ReadsThoseItUses()
    {
        const int Lots = 4_000;
        // The statistics know other books and nothing of these.
        await (await Books.Open(database)).AddFundHolding(1000);
        await database.Execute(database.Administrator, "ANALYZE ledger.lot");
        var books = await Books.Open(database);
        var fund = await books.AddFund();
        await books.PostMany(
            Enumerable.Range(0, Lots).Select(index => books.Request($"{fund}/{index}", Drafts.Gift(fund, 1, books.Today))));
        await books.Post(Drafts.Fee(fund, 1, books.Today), door: PostingPath.Group);
        var before = await LotsRead();

        for (var payment = 0; payment < 10; payment++) await books.Post(Drafts.Fee(fund, 50, books.Today), door: PostingPath.Group);

        (await LotsRead() - before).Should().BeInRange(500, Lots);

        // What a session has counted is added to the whole by its first commit after a second.
        async Task<long> LotsRead()
        {
            await Task.Delay(TimeSpan.FromSeconds(1.1));
            await books.Post(Drafts.Gift(fund, 1, books.Today), door: PostingPath.Group);
            return await database.Ask<long>(database.Administrator, """
                SELECT (SELECT seq_tup_read FROM pg_stat_user_tables WHERE relid = 'ledger.lot'::regclass)
                     + (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes WHERE relid = 'ledger.lot'::regclass)::bigint
                """);
        }
    }

    [Fact]
    public async Task Post_DryRun_SaysTheNumberAndLeavesNoTrace()
    {
        var books = await Books.Open(database);
        var fund = await books.AddFundHolding(1000);
        var before = await database.Dump();

        var tried = await books.Post(Drafts.Fee(fund, 30, books.Today), dryRun: true, door: PostingPath.Group);

        tried.Value.Number.Should().Be(2);
        (await database.Dump()).Should().Equal(before);
    }

    private sealed class Unreadable
    {
        public override string ToString() => throw new NotSupportedException("It cannot be written down.");
    }
}
