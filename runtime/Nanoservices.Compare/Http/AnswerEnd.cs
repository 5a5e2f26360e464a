namespace Nanoservices.Compare.Http;

/// <summary>How much of an answer came, and how the connection ended when not all of it did.</summary>
internal enum AnswerEnd
{
    Complete,
    ClosedBeforeHead,
    ClosedInBody,
    ResetBeforeHead,
    ResetInBody,
    TimedOut,
}
