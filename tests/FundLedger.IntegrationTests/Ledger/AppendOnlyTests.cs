using System.Data.Common;
using FundLedger.Data.Engines;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Contributions;
using FundLedger.UseCases.Vouchers;
using FundLedger.Web.Books;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Ledger;

/// <summary>What is written stays: for the application's role by its rights, for the owner and the superuser by triggers.</summary>
public sealed class AppendOnlyTests(AppendOnlyTests.FilledBooks filled) : IClassFixture<AppendOnlyTests.FilledBooks>
{
    private readonly TestDatabase database = filled.Database;

    public static TheoryData<string> Tables() => new(AppendOnlyTables.All);

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Change_ByAnyRole_IsRefused(string table)
    {
        (await database.Ask<long>(database.Administrator, $"SELECT count(DISTINCT dedicated_account_id) FROM ledger.{table}")).Should()
            .Be(2, "a table without rows, or with those of one account, would prove less");
        var before = await database.Dump();

        foreach (var login in new[] { database.Connections.Ledger, database.Connections.Reporting, database.Connections.Migrations,
            database.Administrator })
        {
            foreach (var statement in new[] { $"UPDATE ledger.{table} SET dedicated_account_id = dedicated_account_id",
                $"DELETE FROM ledger.{table}" })
            {
                await Refused(login, statement);
            }
        }

        (await database.Dump()).Should().Equal(before);
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Truncate_ByAnyRole_IsRefused(string table)
    {
        foreach (var login in new[] { database.Connections.Ledger, database.Connections.Migrations, database.Administrator })
        {
            foreach (var statement in EngineSql.Current.Truncations(table))
            {
                await Refused(login, statement);
            }
        }
    }

    [PostgreSqlTheory("a partition of SQL Server has no name of its own")]
    [InlineData("entry")]
    [InlineData("posting")]
    public async Task Change_OfAPartitionByName_IsRefused(string table)
    {
        var partition = $"ledger.{table}_2026";
        (await database.Ask<long>(database.Administrator, $"SELECT count(*) FROM {partition}")).Should().BePositive();

        foreach (var statement in new[]
        {
            $"UPDATE {partition} SET dedicated_account_id = dedicated_account_id", $"DELETE FROM {partition}", $"TRUNCATE {partition}",
            $"TRUNCATE ledger.{table}_2028", $"TRUNCATE ledger.{table}_default",
        })
        {
            foreach (var login in new[] { database.Connections.Ledger, database.Connections.Migrations, database.Administrator })
            {
                await Refused(login, statement);
            }
        }
    }

    [Fact]
    public async Task WriteRole_MayBendNoTableAndTheOwnersRightsWouldBeNoticed()
    {
        var engine = database.Connections.Engine;
        await using var writer = await database.Open(database.Connections.Ledger);
        await using var owner = await database.Open(database.Connections.Migrations);

        (await engine.ModifiableTables(writer, CancellationToken.None)).Should().BeEmpty();
        (await engine.ModifiableTables(owner, CancellationToken.None)).Should().BeEquivalentTo(AppendOnlyTables.All);
    }

    [Fact]
    public async Task Start_WithALoginThatMayChangeOneColumn_IsRefused()
    {
        await using var own = await TestDatabase.Create();
        await own.Execute(own.Connections.Migrations, "GRANT UPDATE (amount) ON ledger.posting TO fundledger_write");

        var refused = await DatabaseSetup.CheckLogin(own.Connections, new Progress<string>(), CancellationToken.None);

        refused.Should().Be(DatabaseRefusals.LedgerLoginCanAlterEntries("posting"));
    }

    [Fact]
    public async Task Guards_StandOnAMigratedDatabase()
    {
        await using var connection = await database.Open(database.Connections.Ledger);

        (await database.Connections.Engine.GuardProblems(connection, CancellationToken.None)).Should().BeEmpty();
    }

    [Fact]
    public async Task Guards_SwitchedOff_AreMissed()
    {
        await using var own = await TestDatabase.Create();
        var (statements, missed) = EngineSql.Current.TwoGuardsOff;
        await own.Execute(own.Connections.Migrations, statements);
        await using var connection = await own.Open(own.Connections.Ledger);

        (await own.Connections.Engine.GuardProblems(connection, CancellationToken.None))
            .Should().BeEquivalentTo(missed);
    }

    [Theory]
    [InlineData("fund", "code")]
    [InlineData("ledger_account", "code")]
    public async Task Rename_OfACodeThatLeavesAreMadeOf_IsRefused(string table, string column)
    {
        foreach (var login in new[] { database.Connections.Ledger, database.Connections.Migrations })
        {
            var rename = () =>
                database.Execute(login, $"UPDATE ledger.{table} SET {column} = 'X' WHERE {column} IN ('SUSPENSE', '4101')");
            var delete = () => database.Execute(login, $"DELETE FROM ledger.{table}");
            await rename.Should().ThrowAsync<DbException>();
            await delete.Should().ThrowAsync<DbException>();
        }
    }

    private async Task Refused(string login, string statement)
    {
        var act = () => database.Execute(login, statement);
        var error = (await act.Should().ThrowAsync<DbException>(statement)).Which;
        // No right to do it, a guard, or a reference from another table; SQL Server gives no such state.
        if (error.SqlState is { } state) state.Should().BeOneOf("42501", "23000", "0A000");
    }

    /// <summary>Books of two dedicated accounts, each with at least one row in every append-only table.</summary>
    public sealed class FilledBooks : IAsyncLifetime
    {
        public TestDatabase Database { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Database = await TestDatabase.Create();
            for (var account = 0; account < 2; account++) await Fill(await Books.Open(Database));
        }

        public async Task DisposeAsync() => await Database.DisposeAsync();

        private async Task Fill(Books books)
        {
            var fund = await books.AddFundHolding(1000);
            (await books.Spend(fund, 10)).IsRefused.Should().BeFalse();
            var disbursement = await books.DraftDisbursement(fund, 500);
            (await books.Move(disbursement, DisbursementTrigger.Submit, await books.AddPerson("requester"))).IsRefused.Should().BeFalse();
            var file = await books.Write<long>(session => Task.FromResult<Result<long>>(AddFile(session)));
            file.IsRefused.Should().BeFalse();
            (await books.Write<bool>(async session => await AddDesignationChange(session))).IsRefused.Should().BeFalse();
            await PrepareVoucher(books, fund);
            await RequestDrawDown(books);
            await books.Write<bool>(session => Task.FromResult<Result<bool>>(ScreeningRows.Add(session)));
            await SealSegment(books);
        }

        private static async Task RequestDrawDown(Books books)
        {
            var ledger = new AuthorizedLedger(books.Writer, new ServedAccount(books.AccountId, "T", "測試", "Test", Currency.Twd));
            var fund = await books.AddFund(SourceKind.CentralAllocation);
            var request = new DrawDownRequest(
                Books.Unique("key"), await books.AddParty(), Money.Twd(10), [new ContributionPart(fund, 10)], "補助款動支");
            (await new RequestDrawDown(ledger).Run(request, books.Officer, default)).IsRefused.Should().BeFalse();
        }

        private static async Task PrepareVoucher(Books books, string fund)
        {
            var ledger = new AuthorizedLedger(books.Writer, new ServedAccount(books.AccountId, "T", "測試", "Test", Currency.Twd));
            var request = new ManualVoucherRequest(
                Books.Unique("key"), books.Today, "重分類",
                [new VoucherLine("5202", fund, Money.Twd(10)), new VoucherLine("5201", fund, Money.Twd(-10))]);
            (await new PrepareManualVoucher(ledger).Run(request, books.Officer, dryRun: false, default)).IsRefused.Should().BeFalse();
        }

        /// <summary>Enough leaves for a node that is kept, and a checkpoint over them.</summary>
        private async Task SealSegment(Books books)
        {
            await books.Write<bool>(session =>
            {
                for (var leaf = 0; leaf < TreeParts.SegmentSize; leaf++) session.AddLeaf(
                    LeafKind.DesignationChange, $"nothing/{leaf}", new byte[MerkleTree.HashLength], session.NextInstant());
                return Task.FromResult<Result<bool>>(true);
            });
            using var key = CheckpointKey.Create();
            (await new LogSealer(Database.Factory, books.Clock).Sign(books.AccountId, key)).IsRefused.Should().BeFalse();
        }

        private static async Task<bool> AddDesignationChange(WriteSession session)
        {
            var lot = await session.Db.Lots.FirstAsync();
            var contribution = new Contribution
            {
                DedicatedAccountId = session.AccountId,
                Id = session.NewId(),
                PublicCode = PublicCode.New(),
                PayerPartyId = 1,
                Amount = 1,
                PledgedOn = session.Today,
                PaymentReference = "1",
                Description = "gift",
            };
            session.Db.Add(contribution);
            session.Db.Add(new DesignationChange
            {
                DedicatedAccountId = session.AccountId,
                Id = session.NewId(),
                ContributionId = contribution.Id,
                LotId = lot.Id,
                FromFundId = lot.FundId,
                ToFundId = lot.FundId + 1,
                Amount = 1,
                ConsentedOn = session.Today,
                ConsentCommitment = new byte[32],
                RecordedAt = session.NextInstant(),
            });
            return true;
        }

        private static long AddFile(WriteSession session)
        {
            var (id, sha256, recordedAt) = (session.NewId(), new byte[32], session.NextInstant());
            session.Db.StatementFiles.Add(new StatementFileRecord
            {
                DedicatedAccountId = session.AccountId,
                Id = id,
                Sha256 = sha256,
                FileName = "statement.xml",
                Format = "camt.053",
                Length = 1,
                ImportedBy = session.Actor.PersonId,
                ImportedAt = recordedAt,
                LeafIndex = session.AddLeaf(
                    LeafKind.StatementFile, FormattableString.Invariant($"statement-file/{id}"),
                    StatementFileLeaf.Hash(session.Account.LogName, id, sha256, 1, session.Actor.PersonId, recordedAt), recordedAt),
            });
            session.Db.StatementOriginals.Add(new StatementOriginal
            {
                DedicatedAccountId = session.AccountId,
                StatementFileId = id,
                ChunkNumber = 1,
                Content = [1],
            });
            var line = new StatementLine
            {
                DedicatedAccountId = session.AccountId,
                Id = session.NewId(),
                StatementId = id,
                Identity = sha256,
                BookingDate = session.Today,
                ValueDate = session.Today,
                Amount = -1,
                Reference = "",
                Counterparty = "",
                Description = "fee",
            };
            session.Db.StatementLines.Add(line);
            session.Db.StatementLineParts.Add(new StatementLinePart
            {
                DedicatedAccountId = session.AccountId,
                StatementLineId = line.Id,
                Number = 1,
                Kind = LinePartKind.Fee,
                Amount = line.Amount,
                EntryFiscalYear = 2026,
                EntryNumber = 1,
            });
            return id;
        }
    }
}
