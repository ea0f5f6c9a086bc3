using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using FundLedger.Data.Engines;
using Npgsql;

namespace FundLedger.Migrations.PostgreSql;

/// <summary>
/// COPY in PostgreSQL's binary format, written column by column into one buffer
/// (https://www.postgresql.org/docs/15/sql-copy.html, "Binary Format"). The driver's importer looks its converter up for
/// every value, which for our some eighty values an entry costs more than all rules and hashes together.
/// </summary>
internal sealed class BinaryCopy
{
    private const int SendFrom = 1 << 17;
    private static readonly byte[] Signature = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8];
    private static readonly DateOnly FirstDay = new(2000, 1, 1);
    private static readonly DateTime FirstInstant = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(2 * SendFrom);
    private int length;

    public static async Task Run(NpgsqlConnection connection, AppendedRows rows, CancellationToken stop)
    {
        var names = string.Join(", ", rows.Columns.Select(column => column.Name));
        await using var stream = await connection.BeginRawBinaryCopyAsync($"COPY {rows.Table} ({names}) FROM STDIN (FORMAT BINARY)", stop);
        var copy = new BinaryCopy();
        try
        {
            await copy.Write(stream, rows, stop);
        }
        catch
        {
            // Disposing would take what was sent for the whole.
            await stream.CancelAsync();
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy.buffer);
        }
    }

    private async Task Write(Stream stream, AppendedRows rows, CancellationToken stop)
    {
        Signature.CopyTo(Next(Signature.Length));
        Number(0);
        Number(0);
        var writers = rows.Columns.Select(Writer).ToArray();
        for (var row = 0; row < rows.Count; row++)
        {
            Short((short)writers.Length);
            foreach (var write in writers) write(row);
            if (length < SendFrom) continue;
            await stream.WriteAsync(buffer.AsMemory(0, length), stop);
            length = 0;
        }

        Short(-1);
        await stream.WriteAsync(buffer.AsMemory(0, length), stop);
        await stream.FlushAsync(stop);
    }

    private Action<int> Writer(Column column) => column switch
    {
        Column<long> numbers => row => Long(numbers.Values[row]),
        Column<long?> numbers => row => Optional(numbers.Values[row]),
        Column<int> numbers => row => Integer(numbers.Values[row]),
        Column<int?> numbers => row => Optional(numbers.Values[row]),
        Column<string> texts => row => Text(texts.Values[row]),
        Column<byte[]> bytes => row => Bytes(bytes.Values[row]),
        Column<DateOnly> dates => row => Integer(dates.Values[row].DayNumber - FirstDay.DayNumber),
        Column<DateTime> instants => row => Long((instants.Values[row] - FirstInstant).Ticks / TimeSpan.TicksPerMicrosecond),
        _ => throw new InvalidOperationException($"No column type for {column.GetType()}."),
    };

    private void Optional(long? value)
    {
        if (value is { } given) Long(given);
        else Number(-1);
    }

    private void Optional(int? value)
    {
        if (value is { } given) Integer(given);
        else Number(-1);
    }

    private void Long(long value)
    {
        Number(sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(Next(sizeof(long)), value);
    }

    private void Integer(int value)
    {
        Number(sizeof(int));
        Number(value);
    }

    private void Text(string value)
    {
        var count = Encoding.UTF8.GetByteCount(value);
        Number(count);
        Encoding.UTF8.GetBytes(value, Next(count));
    }

    private void Bytes(byte[] value)
    {
        Number(value.Length);
        value.CopyTo(Next(value.Length));
    }

    /// <summary>Four bytes without a length: a length itself, or part of the frame.</summary>
    private void Number(int value) => BinaryPrimitives.WriteInt32BigEndian(Next(sizeof(int)), value);

    private void Short(short value) => BinaryPrimitives.WriteInt16BigEndian(Next(sizeof(short)), value);

    /// <summary>Room for so many bytes more.</summary>
    private Span<byte> Next(int count)
    {
        if (buffer.Length - length < count) Grow(count);
        length += count;
        return buffer.AsSpan(length - count, count);
    }

    private void Grow(int count)
    {
        var larger = ArrayPool<byte>.Shared.Rent(2 * (length + count));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
