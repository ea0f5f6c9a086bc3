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

    private readonly ArrayBufferWriter<byte> buffer = new(SendFrom + (1 << 14));

    public static async Task Run(NpgsqlConnection connection, AppendedRows rows, CancellationToken stop)
    {
        var names = string.Join(", ", rows.Columns.Select(column => column.Name));
        await using var stream = await connection.BeginRawBinaryCopyAsync($"COPY {rows.Table} ({names}) FROM STDIN (FORMAT BINARY)", stop);
        try
        {
            await new BinaryCopy().Write(stream, rows, stop);
        }
        catch
        {
            // Disposing would take what was sent for the whole.
            await stream.CancelAsync();
            throw;
        }
    }

    private async Task Write(Stream stream, AppendedRows rows, CancellationToken stop)
    {
        buffer.Write(Signature);
        Number(0);
        Number(0);
        var writers = rows.Columns.Select(Writer).ToArray();
        for (var row = 0; row < rows.Count; row++)
        {
            Short((short)writers.Length);
            foreach (var write in writers) write(row);
            if (buffer.WrittenCount < SendFrom) continue;
            await stream.WriteAsync(buffer.WrittenMemory, stop);
            buffer.ResetWrittenCount();
        }

        Short(-1);
        await stream.WriteAsync(buffer.WrittenMemory, stop);
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
        BinaryPrimitives.WriteInt64BigEndian(buffer.GetSpan(sizeof(long)), value);
        buffer.Advance(sizeof(long));
    }

    private void Integer(int value)
    {
        Number(sizeof(int));
        Number(value);
    }

    private void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Number(length);
        Encoding.UTF8.GetBytes(value, buffer.GetSpan(length));
        buffer.Advance(length);
    }

    private void Bytes(byte[] value)
    {
        Number(value.Length);
        buffer.Write(value);
    }

    /// <summary>Four bytes without a length: a length itself, or part of the frame.</summary>
    private void Number(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(buffer.GetSpan(sizeof(int)), value);
        buffer.Advance(sizeof(int));
    }

    private void Short(short value)
    {
        BinaryPrimitives.WriteInt16BigEndian(buffer.GetSpan(sizeof(short)), value);
        buffer.Advance(sizeof(short));
    }
}
