using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace FundLedger.Benchmarks;

/// <summary>
/// What the engine does at best: entries and their three postings, made beforehand, by COPY into the same tables with
/// all indexes and guards, in transactions as large as ours. No rules, no hashes, no lots, no balances.
/// </summary>
internal static class BareCopy
{
    private const int ChunkSize = 10_000;

    /// <summary>Copies the entries numbered from <paramref name="first"/> + 1 on, of <paramref name="total"/>; gives the time.</summary>
    public static async Task<TimeSpan> Measure(BenchmarkDatabase database, long account, int first, int entries, int total)
    {
        var accounts = new List<long>();
        await using var connection = await BenchmarkDatabase.Open(database.Connections.Ledger);
        await using (
            var command = new NpgsqlCommand(
            "SELECT id FROM ledger.ledger_account WHERE dedicated_account_id = $1 AND code IN ('1101.01', '4101', '4202') ORDER BY code",
            connection)
            { Parameters = { new() { Value = account } } })
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync()) accounts.Add(reader.GetInt64(0));
        }

        var funds = new List<long>();
        await using (
            var command = new NpgsqlCommand("SELECT id FROM ledger.fund WHERE dedicated_account_id = $1 AND code LIKE 'DON-%' ORDER BY id",
            connection)
            { Parameters = { new() { Value = account } } })
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync()) funds.Add(reader.GetInt64(0));
        }

        var clock = Stopwatch.StartNew();
        for (var done = 0; done < entries; done += ChunkSize)
        {
            await Chunk(connection, account, accounts, funds, first + done, Math.Min(ChunkSize, entries - done), total);
        }

        return clock.Elapsed;
    }

    private static async Task Chunk(
        NpgsqlConnection connection, long account, List<long> accounts, List<long> funds, int first, int count, int total)
    {
        var commitment = new byte[32];
        // In the year 2026 alone, one gapless series.
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var series = new NpgsqlCommand("""
            INSERT INTO ledger.entry_series AS series (dedicated_account_id, fiscal_year, last_number) VALUES ($1, 2026, $2)
            ON CONFLICT (dedicated_account_id, fiscal_year) DO UPDATE SET last_number = excluded.last_number
            """, connection, transaction) { Parameters = { new() { Value = account }, new() { Value = (long)first + count } } })
        {
            await series.ExecuteNonQueryAsync();
        }

        await using (var copy = await connection.BeginBinaryImportAsync("""
            COPY ledger.entry (dedicated_account_id, fiscal_year, number, kind, period, booking_date, value_date, recorded_at, actor_id,
                text_id, description_commitment, posting_count, leaf_index) FROM STDIN (FORMAT BINARY)
            """))
        {
            for (var index = first; index < first + count; index++)
            {
                var day = Day(index, total);
                await copy.StartRowAsync();
                copy.Write(account, NpgsqlDbType.Bigint);
                copy.Write(2026, NpgsqlDbType.Integer);
                copy.Write(index + 1L, NpgsqlDbType.Bigint);
                copy.Write(1, NpgsqlDbType.Integer);
                copy.Write(day.Month, NpgsqlDbType.Integer);
                copy.Write(day, NpgsqlDbType.Date);
                copy.Write(day, NpgsqlDbType.Date);
                copy.Write(DateTime.UnixEpoch.AddTicks(index * 10L), NpgsqlDbType.TimestampTz);
                copy.Write(1L, NpgsqlDbType.Bigint);
                copy.Write(index + 1L, NpgsqlDbType.Bigint);
                copy.Write(commitment, NpgsqlDbType.Bytea);
                copy.Write(3, NpgsqlDbType.Integer);
                copy.Write((long)index, NpgsqlDbType.Bigint);
            }

            await copy.CompleteAsync();
        }

        await using (var copy = await connection.BeginBinaryImportAsync("""
            COPY ledger.posting (dedicated_account_id, fiscal_year, number, line, booking_date, ledger_account_id, fund_id, amount)
            FROM STDIN (FORMAT BINARY)
            """))
        {
            for (var index = first; index < first + count; index++)
            {
                for (var line = 1; line <= 3; line++)
                {
                    await copy.StartRowAsync();
                    copy.Write(account, NpgsqlDbType.Bigint);
                    copy.Write(2026, NpgsqlDbType.Integer);
                    copy.Write(index + 1L, NpgsqlDbType.Bigint);
                    copy.Write(line, NpgsqlDbType.Integer);
                    copy.Write(Day(index, total), NpgsqlDbType.Date);
                    copy.Write(accounts[line - 1], NpgsqlDbType.Bigint);
                    copy.Write(funds[index / 5 % funds.Count], NpgsqlDbType.Bigint);
                    copy.Write(line == 1 ? 1000L : line == 2 ? -999L : -1L, NpgsqlDbType.Bigint);
                }
            }

            await copy.CompleteAsync();
        }

        await transaction.CommitAsync();
    }

    private static DateOnly Day(int index, int total) => new DateOnly(2026, 1, 1).AddDays((int)((long)index * 300 / total));
}
