using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using FundLedger.Data.Engines;
using FundLedger.Domain.Ledger.TamperEvidence;
using NodaTime;
using Npgsql;

namespace FundLedger.PostgreSql;

/// <summary>
/// Many rows, kept as the bytes in which COPY takes them (https://www.postgresql.org/docs/15/sql-copy.html, "Binary
/// Format"): nothing else has to be kept until a chunk of thousands of entries is written. The driver's importer looks its
/// converter up for every value, which for our some eighty values an entry costs more than all rules and hashes together.
/// Every row carries the account: COPY knows no value that is given once.
/// </summary>
internal sealed record CopiedRows : AppendedRows
{
    /// <summary>From this many rows on, COPY is faster than arrays.</summary>
    public const int From = 1_000;

    /// <summary>What is sent at once: the server begins to work while the rest is under way.</summary>
    private const int Part = 1 << 16;

    /// <summary>Memory for some thousand rows, to begin with.</summary>
    private const int FirstMemory = 1 << 17;
    private const int Absent = -1;
    private static readonly byte[] Signature = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8];
    private static readonly LocalDate FirstDay = new(2000, 1, 1);
    private static readonly long FirstInstant = LeafEncoding.Microseconds(NodaTime.Instant.FromUtc(2000, 1, 1, 0, 0));

    /// <summary>Borrowed until it is sent.</summary>
    private byte[] buffer;
    private int length;
    private int column;
    private int count;

    public CopiedRows(string table, long account, IReadOnlyList<string> columns)
        : base(table, account, columns)
    {
        buffer = ArrayPool<byte>.Shared.Rent(FirstMemory);
        Signature.CopyTo(Next(Signature.Length));
        Write(0);
        Write(0);
    }

    public override int Count => count;

    public override AppendedRows Number(long? value)
    {
        Begin();
        if (value is { } number) Write(number);
        else Write(Absent);
        return this;
    }

    public override AppendedRows Integer(int? value)
    {
        Begin();
        if (value is not { } number)
        {
            Write(Absent);
            return this;
        }

        Write(sizeof(int));
        Write(number);
        return this;
    }

    public override AppendedRows Text(string value)
    {
        Begin();
        var size = Encoding.UTF8.GetByteCount(value);
        Write(size);
        Encoding.UTF8.GetBytes(value, Next(size));
        return this;
    }

    public override AppendedRows Bytes(byte[] value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Begin();
        Write(value.Length);
        value.CopyTo(Next(value.Length));
        return this;
    }

    public override AppendedRows Date(LocalDate value) => Integer(Period.DaysBetween(FirstDay, value));

    public override AppendedRows Instant(Instant value) => Number(LeafEncoding.Microseconds(value) - FirstInstant);

    /// <summary>Sends the rows, once: their memory is given back.</summary>
    public async Task Send(NpgsqlConnection connection, CancellationToken stop)
    {
        if (column != 0) throw new InvalidOperationException($"{Table}: the last row is not complete.");
        BinaryPrimitives.WriteInt16BigEndian(Next(sizeof(short)), -1);
        var table = await FiscalYearPartition.OrWhole(connection, Table, stop);
        await using var stream = await connection.BeginRawBinaryCopyAsync(
            $"COPY {table} ({AccountColumn}, {string.Join(", ", Columns)}) FROM STDIN (FORMAT BINARY)", stop);
        try
        {
            for (var sent = 0; sent < length; sent += Part)
            {
                await stream.WriteAsync(buffer.AsMemory(sent, Math.Min(Part, length - sent)), stop);
            }

            await stream.FlushAsync(stop);
        }
        catch
        {
            // Disposing would take what was sent for the whole.
            await stream.CancelAsync();
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            (buffer, length) = ([], 0);
        }
    }

    /// <summary>A value comes; before the first of a row comes how many there are, and the account.</summary>
    private void Begin()
    {
        if (column == 0)
        {
            count++;
            BinaryPrimitives.WriteInt16BigEndian(Next(sizeof(short)), (short)(Columns.Count + 1));
            Write(Account);
        }

        column = column + 1 == Columns.Count ? 0 : column + 1;
    }

    /// <summary>A number of eight bytes and its length.</summary>
    private void Write(long value)
    {
        Write(sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(Next(sizeof(long)), value);
    }

    /// <summary>Four bytes without a length: a length itself, or part of the frame.</summary>
    private void Write(int value) => BinaryPrimitives.WriteInt32BigEndian(Next(sizeof(int)), value);

    /// <summary>Ensures space for this many more bytes.</summary>
    private Span<byte> Next(int size)
    {
        if (buffer.Length - length < size) Grow(size);
        length += size;
        return buffer.AsSpan(length - size, size);
    }

    private void Grow(int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(2 * (length + size));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
