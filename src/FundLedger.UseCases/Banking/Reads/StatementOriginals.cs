using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Banking.Reads;

/// <summary>An imported file as the bank gave it.</summary>
public sealed record OriginalFile(string FileName, long Length);

/// <summary>
/// Gives imported statement files back byte for byte, piece by piece, so that memory stays flat. Pieces never change, so each is
/// read by itself: whoever takes the file slowly keeps no transaction open.
/// </summary>
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
        var found = await reader.Read(
            Policy, actor, db => db.StatementFiles.Where(row => row.Id == fileId)
                .Select(row => new { row.FileName, row.Length, row.OriginalChunks }).SingleOrDefaultAsync(stop), stop);
        if (found.IsRefused) return found.Refusal;
        if (found.Value is not { } file) return BankingRefusals.StatementFileNotFound(fileId);
        if (file.OriginalChunks is not { } chunks) return BankingRefusals.StatementOriginalNotKept(file.FileName);
        var output = open(new OriginalFile(file.FileName, file.Length));
        for (var number = 1; number <= chunks; number++)
        {
            var at = number;
            var content = await reader.Read(
                Policy, actor, db => db.StatementOriginals.Where(row => row.StatementFileId == fileId && row.ChunkNumber == at)
                    .Select(row => row.Content).SingleAsync(stop), stop);
            if (content.IsRefused) return content.Refusal;
            await output.WriteAsync(content.Value, stop);
        }

        return true;
    }
}
