using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using FundLedger.Data.Model;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;

namespace FundLedger.Data.Writing;

/// <summary>
/// A request to write. The key makes it safe to send twice: the same key with the same content gets the stored
/// answer, with other content it is refused.
/// </summary>
/// <param name="Key">Chosen by the caller; see <see cref="RequestKey"/>.</param>
/// <param name="Content">What the request asks for, for comparing; serialized to JSON and hashed.</param>
/// <param name="DryRun">Run the same path and roll back: the answer shows what would have happened.</param>
public sealed record WriteRequest(long DedicatedAccountId, string Key, Actor Actor, object Content, bool DryRun = false)
{
    public byte[] ContentHash { get; } = RequestContent.Hash(Content);

    /// <summary>What is kept, so that the same request gets the same answer again.</summary>
    internal AnsweredRequest Answered<TAnswer>(TAnswer answer) => new()
    {
        DedicatedAccountId = DedicatedAccountId,
        RequestKey = Key,
        ContentHash = ContentHash,
        Answer = StoredAnswer.Write(answer),
    };

    internal Refusal? CheckKey() => RequestKey.Check(Key);
}

/// <summary>The content of requests is compared by the SHA-256 of its JSON.</summary>
internal static class RequestContent
{
    /// <summary>Larger contents are rare; their memory is not kept.</summary>
    private const int MaxKept = 1 << 16;

    /// <summary>Reused, since a stream of entries hashes one content after another; a sixth of its allocations was their JSON.</summary>
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? kept;

    public static byte[] Hash(object content)
    {
        var json = kept ?? new ArrayBufferWriter<byte>();
        // Not kept while in use: what fails halfway leaves nothing for the next content.
        kept = null;
        using (var writer = new Utf8JsonWriter(json)) JsonSerializer.Serialize(writer, content, content.GetType(), StoredAnswer.Options);
        var hash = SHA256.HashData(json.WrittenSpan);
        json.ResetWrittenCount();
        if (json.Capacity <= MaxKept) kept = json;
        return hash;
    }
}

/// <summary>Answers are kept as JSON so that a repeated request gets what the first one got.</summary>
internal static class StoredAnswer
{
    public static readonly JsonSerializerOptions Options = new() { Converters = { new LocalDateJson(), new InstantJson() } };

    public static string Write<TAnswer>(TAnswer answer) => JsonSerializer.Serialize(answer, Options);

    public static TAnswer Read<TAnswer>(string stored) => JsonSerializer.Deserialize<TAnswer>(stored, Options)!;
}
