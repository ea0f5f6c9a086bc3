using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;

namespace FundLedger.Domain.Workflow;

/// <summary>A workflow by the stored numbers of its states and triggers: what is the same for documents of every kind.</summary>
public interface IWorkflow
{
    DocumentKind Document { get; }

    /// <summary>Lower case, as in references of leaves: <c>disbursement/7/1</c>.</summary>
    string Name { get; }

    /// <summary>The state every document begins in.</summary>
    int FirstState { get; }

    IReadOnlyList<NumberedTransition> Numbered { get; }

    /// <summary>The states in which a document may still be mended: a draft, or one that was sent back.</summary>
    IReadOnlyList<int> RevisableStates { get; }

    string StateName(int state);

    string TriggerName(int trigger);
}

/// <summary>A row of the table by its numbers.</summary>
public sealed record NumberedTransition(int From, int Trigger, int To, Duty? Duty, Quorum? Quorum);

/// <summary>A document that a workflow governs.</summary>
public interface IWorkflowDocument
{
    long DedicatedAccountId { get; }

    DocumentReference Reference { get; }

    /// <summary>What the leaf of each step covers as the document's amount, in minor units; 0 for a document without one.</summary>
    long Amount { get; }

    /// <summary>
    /// What people decide about when they take a step, as the books hold it now. The leaf of each step covers its hash.
    /// </summary>
    ApprovalSubject Subject { get; }

    /// <summary>Whether the history has been read or begun.</summary>
    bool HasHistory { get; }

    History History { get; }

    IWorkflow GoverningWorkflow { get; }

    /// <summary>Gives a document that was read its history; without it no step is decided.</summary>
    void Remember(History history);
}
