using System.Data;
using Dapper;
using NodaTime;

namespace FundLedger.Reports;

/// <summary>How rows become values: snake_case columns, dates as LocalDate, instants as Instant.</summary>
internal static class ReportTypes
{
    private static readonly Lazy<bool> Registered = new(() =>
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new LocalDateHandler());
        SqlMapper.AddTypeHandler(new InstantHandler());
        return true;
    });

    public static void Register() => _ = Registered.Value;

    /// <summary>A date column: PostgreSQL's driver gives a DateOnly, SQL Server's a DateTime.</summary>
    private sealed class LocalDateHandler : SqlMapper.TypeHandler<LocalDate>
    {
        public override LocalDate Parse(object value) => value switch
        {
            DateOnly date => LocalDate.FromDateOnly(date),
            DateTime date => LocalDate.FromDateTime(date),
            _ => throw new InvalidOperationException($"{value.GetType().Name} is not a date."),
        };

        public override void SetValue(IDbDataParameter parameter, LocalDate value)
        {
            parameter.DbType = DbType.Date;
            parameter.Value = value.ToDateTimeUnspecified();
        }
    }

    private sealed class InstantHandler : SqlMapper.TypeHandler<Instant>
    {
        public override Instant Parse(object value) => value switch
        {
            DateTime instant => Instant.FromDateTimeUtc(DateTime.SpecifyKind(instant, DateTimeKind.Utc)),
            DateTimeOffset instant => Instant.FromDateTimeOffset(instant),
            _ => throw new InvalidOperationException($"{value.GetType().Name} is not an instant."),
        };

        public override void SetValue(IDbDataParameter parameter, Instant value)
        {
            parameter.DbType = DbType.DateTime2;
            parameter.Value = value.ToDateTimeUtc();
        }
    }
}
