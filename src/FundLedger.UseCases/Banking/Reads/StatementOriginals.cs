using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Banking.Reads;

/// <summary>An imported file as the bank gave it.</summary>
public sealed record OriginalFile(string FileName, long Length);

/// <summary>Gives imported statement files back byte for byte, piece by piece, so that memory stays flat.</summary>
public sealed class StatementOriginals(AuthorizedReader reader)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.SeeBank;

    /// <summary>
    /// Writes the file to what <paramref name="open"/> gives. Refused: NotPermitted,
    /// <see cref="BankingRefusals.StatementFileNotFound"/>, <see cref="BankingRefusals.StatementOriginalNotKept"/>.
    /// </summary>
    public async Task<Result<bool>> CopyTo(Actor actor, long fileId, Func<OriginalFile, Stream> open, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(open);
        var copied = await reader.Read<Refusal?>(Policy, actor, async db =>
        {
            var file = await db.StatementFiles.Where(row => row.Id == fileId)
                .Select(row => new { row.FileName, row.Length, row.OriginalChunks }).SingleOrDefaultAsync(stop);
            if (file is null) return BankingRefusals.StatementFileNotFound(fileId);
            if (file.OriginalChunks is not { } chunks) return BankingRefusals.StatementOriginalNotKept(file.FileName);
            var output = open(new OriginalFile(file.FileName, file.Length));
            for (var number = 1; number <= chunks; number++)
            {
                var at = number;
                var content = await db.StatementOriginals.Where(row => row.StatementFileId == fileId && row.ChunkNumber == at)
                    .Select(row => row.Content).SingleAsync(stop);
                await output.WriteAsync(content, stop);
            }

            return null;
        }, stop);
        return copied.IsRefused ? copied.Refusal : copied.Value is { } refusal ? refusal : true;
    }
}
