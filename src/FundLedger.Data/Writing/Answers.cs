using System.Data.Common;
using FundLedger.Data.Engines;
using FundLedger.Data.Model;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Data.Writing;

/// <summary>The request keys already answered, in the database or earlier in the same transaction.</summary>
/// <param name="expected">Expected number of requests of this transaction; a capacity hint.</param>
internal sealed class Answers(int expected)
{
    private readonly Dictionary<string, (byte[] ContentHash, string Answer)> byKey = new(expected, StringComparer.Ordinal);

    public int Count => byKey.Count;

    /// <summary>Locks the dedicated account's series and looks the keys up, in one round trip.</summary>
    public static async Task<(SeriesHead Head, Answers Answers)> Lock(
        DatabaseEngine engine, DbTransaction transaction, long account, IEnumerable<string> keys, CancellationToken stop)
    {
        var distinctKeys = keys.Distinct(StringComparer.Ordinal).ToArray();
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"{engine.LockSeriesHead};\n{engine.FindAnswers}";
        var accountParameter = command.CreateParameter();
        (accountParameter.ParameterName, accountParameter.Value) = ("account", account);
        command.Parameters.Add(accountParameter);
        command.Parameters.Add(engine.KeysParameter(distinctKeys));
        await using var reader = await command.ExecuteReaderAsync(stop);
        if (!await reader.ReadAsync(stop)) throw new InvalidOperationException($"Dedicated account {account} has no series head.");
        var head = ReadHead(reader, account);
        var answers = new Answers(distinctKeys.Length);
        await reader.NextResultAsync(stop);
        while (await reader.ReadAsync(stop)) answers.byKey[reader.GetString(0)] = ((byte[])reader.GetValue(1), reader.GetString(2));
        return (head, answers);
    }

    private static SeriesHead ReadHead(DbDataReader reader, long account) => new()
    {
        DedicatedAccountId = account,
        LastLeafIndex = reader.GetInt64(0),
        LastRecordedAt = Instant.FromDateTimeUtc(DateTime.SpecifyKind(reader.GetDateTime(1), DateTimeKind.Utc)),
        LastId = reader.GetInt64(2),
        LastLotId = reader.GetInt64(3),
    };

    /// <summary>The stored answer to the same request, the refusal of another one with its key, or null.</summary>
    public Result<TAnswer>? Find<TAnswer>(WriteRequest request)
    {
        if (!byKey.TryGetValue(request.Key, out var answered)) return null;
        return answered.ContentHash.AsSpan().SequenceEqual(request.ContentHash)
            ? StoredAnswer.Read<TAnswer>(answered.Answer)
            : LedgerRefusals.RequestKeyReused(request.Key);
    }

    public void Add(AnsweredRequest request) => byKey[request.RequestKey] = (request.ContentHash, request.Answer);
}
