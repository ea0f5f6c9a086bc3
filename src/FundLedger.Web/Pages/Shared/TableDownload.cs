using System.Globalization;
using System.Text;
using FundLedger.Reports;
using FundLedger.Web.Display;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Shared;

/// <summary>A report as a file, the same as the command line writes it, with headings in the reader's language.</summary>
internal static class TableDownload
{
    /// <param name="format"><see cref="ListExport.Csv"/> or <see cref="ListExport.Json"/>.</param>
    public static FileContentResult Of(ReportTable table, string format)
    {
        ArgumentNullException.ThrowIfNull(table);
        using var bytes = new MemoryStream();
        if (format == ListExport.Json)
        {
            ReportJson.Write(table, bytes);
        }
        else
        {
            // Spreadsheets read UTF-8 only when a byte order mark says so.
            using var writer = new StreamWriter(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
            ReportCsv.Write(table, writer, Languages.IsChinese(CultureInfo.CurrentUICulture) ? Headings.Chinese : Headings.English);
        }

        return new FileContentResult(
            bytes.ToArray(), format == ListExport.Json ? "application/json; charset=utf-8" : "text/csv; charset=utf-8")
        {
            FileDownloadName = $"{table.Title.Key.Replace('_', '-')}.{format}",
        };
    }
}
