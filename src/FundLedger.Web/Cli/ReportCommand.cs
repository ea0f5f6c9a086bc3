using System.CommandLine;
namespace FundLedger.Web.Cli;
internal static class ReportCommand { public static Command Create(CommonOptions options) => new("report", options.Data.Description ?? ""); }
