using FundLedger.Domain;
using FundLedger.IntegrationTests.Embedded;
using FundLedger.Web.Cli;

namespace FundLedger.IntegrationTests.CommandLine;

public sealed class OutputFileTests
{
    [Fact]
    public async Task Write_IntoAFolderThereIsNot_IsRefused()
    {
        using var scratch = new ScratchFolder();
        var file = new FileInfo(Path.Combine(scratch.Top, "no-such-folder", "out.txt"));
        (await OutputFile.Write(file, Text("one"))).RefusalCode().Should().Be(nameof(FileRefusals.FileNotWritable));
    }

    [Fact]
    public async Task Write_WhatIsRefusedHalfWay_LeavesTheFileThatWasThere()
    {
        using var scratch = new ScratchFolder();
        var file = new FileInfo(Path.Combine(scratch.Top, "out.txt"));
        (await OutputFile.Write(file, Text("one"))).IsRefused.Should().BeFalse();
        (await OutputFile.Write(file, async stream =>
        {
            await Text("two")(stream);
            return new Refusal("No");
        })).RefusalCode().Should().Be("No");
        (await File.ReadAllTextAsync(file.FullName)).Should().Be("one");
        Directory.GetFiles(scratch.Top).Should().ContainSingle();
    }

    private static Func<Stream, Task<Result<int>>> Text(string text) => async stream =>
    {
        await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text));
        return 0;
    };
}
