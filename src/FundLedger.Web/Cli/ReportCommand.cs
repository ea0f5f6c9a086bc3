using System.CommandLine;
using System.Text;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Reports;
using FundLedger.UseCases.Accounts;
using FundLedger.Web.Display;
using NodaTime;
using NodaTime.Text;

namespace FundLedger.Web.Cli;

/// <summary>The options of <c>report</c>.</summary>
internal sealed record ReportQuestion(
    LocalDate? AsOf, LocalDate? From, string? Fund, bool ByFund, LocalDate Today, Instant? KnownAt, bool BeforeClosing,
        string? Contribution, string? Account, int? Year);

internal static class ReportCommand
{
    private const string Table = "table";
    private const string Csv = "csv";
    private const string Json = "json";
    private const string LotTrace = "lot-trace";
    private const string GeneralLedger = "general-ledger";

    private static readonly Dictionary<string, Func<IServiceProvider, ReportQuestion, CancellationToken,
        Task<Result<ReportTable>>>> Reports =
        new(StringComparer.Ordinal)
        {
            ["trial-balance"] = async (services, question, stop) => (await services.GetRequiredService<TrialBalanceReport>()
                .Run(new TrialBalanceParameters(Account(services), question.AsOf, question.Fund, question.ByFund, question.KnownAt,
                    question.BeforeClosing), stop)).Select(TrialBalanceTable.Of),
            ["journal"] = async (services, question, stop) => (await services.GetRequiredService<JournalReport>()
                .Run(new JournalParameters(Account(services), question.From, question.AsOf, question.Fund, question.Account,
                    Size: int.MaxValue), stop)).Select(JournalTable.Of),
            [GeneralLedger] = async (services, question, stop) => (await services.GetRequiredService<GeneralLedgerReport>()
                .Run(new GeneralLedgerParameters(Account(services), question.Account!, question.From, question.AsOf, question.Fund,
                    Size: int.MaxValue), stop)).Select(GeneralLedgerTable.Of),
            ["fund-statement"] = async (services, question, stop) => (await services.GetRequiredService<FundStatementReport>()
                .Run(new FundStatementParameters(Account(services), question.From ?? new LocalDate(question.Today.Year, 1, 1), question.AsOf
                    ?? question.Today, question.Fund, question.KnownAt), stop))
                .Select(FundStatementTable.Of),
            ["manual-vouchers"] = async (services, question, stop) => (await services.GetRequiredService<ManualVoucherReport>()
                .Run(new ManualVoucherParameters(Account(services), question.From, question.AsOf), stop)).Select(ManualVoucherTable.Of),
            ["allocations"] = async (services, question, stop) => (await services.GetRequiredService<AllocationReport>()
                .Run(new AllocationParameters(Account(services), question.Year), stop)).Select(AllocationTable.Of),
            ["receipts"] = async (services, question, stop) => (await services.GetRequiredService<ReceiptRegisterReport>()
                .Run(new ReceiptRegisterParameters(Account(services), question.Year), stop)).Select(ReceiptRegisterTable.Of),
            ["lapsing"] = async (services, question, stop) => (await services.GetRequiredService<LapsingReport>()
                .Run(new LapsingParameters(Account(services), question.AsOf ?? question.Today), stop)).Select(LapsingTable.Of),
            [LotTrace] = async (services, question, stop) => (await services.GetRequiredService<LotTraceReport>()
                .Run(Account(services), question.Contribution!, stop)).Select(LotTraceTable.Of),
        };

    public static Command Create(CommonOptions options)
    {
        var name = new Argument<string>("name") { Description = "Name of the report." };
        name.AcceptOnlyFromAmong([.. Reports.Keys]);
        var asOf = Date("--as-of", "Last booking date that counts (YYYY-MM-DD). Default: everything booked; today for periods.");
        var from = Date("--from", "First booking date, for reports of a period. Default: all; 1 January for the fund statement.");
        var fund = new Option<string?>("--fund") { Description = "Code of one fund." };
        var byFund = new Option<bool>("--by-fund") { Description = "A row for every account and fund (trial balance)." };
        var knownAt = KnownAt();
        var beforeClosing = new Option<bool>(
            "--before-closing")
        { Description = "Without the closing entries of the year (trial balance)." };
        var contribution = new Option<string?>(
            "--contribution")
        { Description = "Code or number of the contribution to follow (lot-trace)." };
        var account = new Option<string?>("--account") { Description = "Code of one ledger account (general-ledger, journal)." };
        var year = new Option<int?>("--year") { Description = "One fiscal year of the common era (allocations, receipts)." };
        var format = new Option<string>("--format") { Description = "table, csv or json.", DefaultValueFactory = _ => Table };
        format.AcceptOnlyFromAmong(Table, Csv, Json);
        var output = OutputFile.Option();
        var command = new Command("report", "Print a report.")
        {
            name, asOf, from, fund, byFund, knownAt, beforeClosing, contribution, account, year, format, output,
        };
        command.Validators.Add(parsed =>
        {
            // By what was typed: asking for a value here would take a name that is no report for granted.
            var report = parsed.GetResult(name)?.Tokens is [var typed, ..] ? typed.Value : null;
            if (report == LotTrace && parsed.GetResult(contribution) is null) parsed.AddError("lot-trace needs --contribution CODE.");
            if (report == GeneralLedger && parsed.GetResult(account) is null) parsed.AddError("general-ledger needs --account CODE.");
        });
        command.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var today = services.GetRequiredService<IClock>().GetCurrentInstant().InZone(BooksTimeZone.Taipei).Date;
            var question = new ReportQuestion(
                parsed.GetValue(asOf), parsed.GetValue(from), parsed.GetValue(fund), parsed.GetValue(byFund), today,
                parsed.GetValue(knownAt), parsed.GetValue(beforeClosing), parsed.GetValue(contribution), parsed.GetValue(account),
                parsed.GetValue(year));
            var report = await Reports[parsed.GetValue(name)!](services, question, cancel);
            return report.IsRefused
                ? report.Refusal
                : await OutputFile.Write(
                    parsed.GetValue(output), stream => Task.FromResult(Write(report.Value, parsed.GetValue(format)!, stream)));
        }, stop));
        return command;
    }

    private static Result<int> Write(ReportTable table, string format, Stream output)
    {
        if (format == Json)
        {
            ReportJson.Write(table, output);
            return ExitCode.Done;
        }

        using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        if (format == Csv) ReportCsv.Write(table, writer);
        else ReportText.Write(
            table, writer, Languages.IsChinese(System.Globalization.CultureInfo.CurrentUICulture) ? Headings.Chinese : Headings.English);
        return ExitCode.Done;
    }

    internal static Option<LocalDate?> Date(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = argument =>
        {
            var parsed = LocalDatePattern.Iso.Parse(argument.Tokens[0].Value);
            if (parsed.Success) return parsed.Value;
            argument.AddError($"{name}: '{argument.Tokens[0].Value}' is not a date. Write it as YYYY-MM-DD.");
            return null;
        },
    };

    private static Option<Instant?> KnownAt() => new("--known-at")
    {
        Description = "Only what was recorded by then: an instant (2026-07-01T02:00:00Z), or a date for the end of that day in Taipei.",
        CustomParser = argument =>
        {
            var parsed = KnownInstants.Parse(argument.Tokens[0].Value);
            if (!parsed.IsRefused) return parsed.Value;
            argument.AddError($"--known-at: '{argument.Tokens[0].Value}' is not an instant. Write 2026-07-01T02:00:00Z or 2026-07-01.");
            return null;
        },
    };

    private static long Account(IServiceProvider services) => services.GetRequiredService<ServedAccount>().Id;
}
