namespace FundLedger.Web.Display;

/// <summary>A small file that travels with a form from its preview to its confirmation, so that any server may answer.</summary>
internal static class CarriedFile
{
    /// <summary>The file; one byte more than may be, so that what is too large is refused and not cut.</summary>
    public static async Task<ReadOnlyMemory<byte>> Read(IFormFile file, int most, CancellationToken stop)
    {
        var content = new byte[Math.Min(file.Length, most + 1L)];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(content, stop);
        return content;
    }

    public static string Text(ReadOnlyMemory<byte> content) => Convert.ToBase64String(content.Span);

    /// <summary>Null for what is no file, or a larger one.</summary>
    public static ReadOnlyMemory<byte>? Content(string? base64, int most)
    {
        var content = new byte[most];
        return !string.IsNullOrEmpty(base64) && Convert.TryFromBase64String(base64, content, out var length)
            ? content.AsMemory(0, length)
            : null;
    }
}
