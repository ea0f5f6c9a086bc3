using System.Reflection;
using FundLedger.IntegrationTests.Statements;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace FundLedger.IntegrationTests.Database;

/// <summary>
/// xunit's own framework, which stops the assembly's database server before it says that the assembly is finished:
/// the end of the process would be too late, for the runner kills a process that takes longer than a moment to end. It keeps
/// classes that are marked so until the end, begins with those that take longest, and has every statement recorded from the
/// beginning.
/// </summary>
public sealed class ServerStoppingFramework(IMessageSink messages) : XunitTestFramework(messages)
{
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName)
    {
        SentStatements.Record();
        return new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);
    }

    private sealed class Executor(AssemblyName assemblyName, ISourceInformationProvider sources, IMessageSink diagnostics)
        : XunitTestFrameworkExecutor(assemblyName, sources, diagnostics)
    {
        protected override async void RunTestCases(
            IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions)
        {
            using var runner = new Runner(TestAssembly, testCases, DiagnosticMessageSink, executionMessageSink, executionOptions);
            await runner.RunAsync();
        }
    }

    private sealed class Runner(
        ITestAssembly assembly, IEnumerable<IXunitTestCase> testCases, IMessageSink diagnostics, IMessageSink execution,
            ITestFrameworkExecutionOptions options)
        : XunitTestAssemblyRunner(assembly, testCases, diagnostics, execution, options)
    {
        protected override async Task<RunSummary> RunTestCollectionsAsync(
            IMessageBus messageBus, CancellationTokenSource cancellationTokenSource)
        {
            var all = TestCases.ToLookup(
                test => test.TestMethod.TestClass.Class.GetCustomAttributes(typeof(RunsLastAttribute)).Any());
            TestCases = all[false];
            TestCollectionOrderer = new LongestFirst(
                TestCases.Where(IsLong).Select(test => test.TestMethod.TestClass.TestCollection.UniqueID).ToHashSet());
            var summary = await base.RunTestCollectionsAsync(messageBus, cancellationTokenSource);
            TestCases = all[true];
            summary.Aggregate(await base.RunTestCollectionsAsync(messageBus, cancellationTokenSource));
            return summary;
        }

        private static bool IsLong(IXunitTestCase test) =>
            test.TestMethod.TestClass.Class.GetCustomAttributes(typeof(RunsFirstAttribute)).Any();

        protected override async Task BeforeTestAssemblyFinishedAsync()
        {
            await base.BeforeTestAssemblyFinishedAsync();
            await TestServer.Stop();
        }
    }

    /// <summary>What takes long begins at once: begun last, it would leave one processor idle at the end.</summary>
    private sealed class LongestFirst(IReadOnlySet<Guid> longest) : ITestCollectionOrderer
    {
        public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
            testCollections.OrderByDescending(collection => longest.Contains(collection.UniqueID));
    }
}
