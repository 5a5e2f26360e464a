using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Migrate.Analyzers;
using Migrate.Analyzers.Catalog;
using Migrate.Analyzers.Flows;

namespace Migrate.Refactorings.Fixes;

/// <summary>A sink's call becomes that of its handle form.</summary>
internal static class SinkEdits
{
    public static void Add(EditSet edits, PayloadSink sink, FixScope scope)
    {
        if (sink.Call.Syntax is not InvocationExpressionSyntax call || ArgumentOf(sink, call) is not { } argument)
        {
            edits.Fail();
            return;
        }

        switch (sink.Api.Form)
        {
            case SinkForm.ResultFactory:
                ToResults(edits, call, scope);
                break;
            case SinkForm.ControllerFile:
                ToController(edits, call, scope);
                break;
            case SinkForm.BodyWriteAsync:
                ToResponse(edits, call, argument, scope);
                break;
            case SinkForm.CacheSet:
                Rename(edits, call, RuntimeTypeNames.SetPayload, RuntimeTypeNames.DistributedCachePayloadExtensions, scope);
                break;
            case SinkForm.CacheSetAsync:
                Rename(edits, call, RuntimeTypeNames.SetPayloadAsync, RuntimeTypeNames.DistributedCachePayloadExtensions, scope);
                break;
            default:
                edits.Fail();
                break;
        }

        Unwrap(edits, argument, sink, scope);
    }

    /// <summary>The argument's own syntax: an argument that ends in <c>!</c> has that of what stands before.</summary>
    private static ArgumentSyntax? ArgumentOf(PayloadSink sink, InvocationExpressionSyntax call)
        => call.ArgumentList.Arguments.FirstOrDefault(argument => argument.Span.Contains(sink.Argument.Syntax.Span));

    private static void ToResults(EditSet edits, InvocationExpressionSyntax call, FixScope scope)
    {
        string type = scope.TypeName(edits, RuntimeTypeNames.PayloadResults, call.SpanStart);
        switch (call.Expression)
        {
            case MemberAccessExpressionSyntax access when !scope.HasCommentIn(access.Expression.Span):
                edits.Replace(access.Expression.Span, type);
                break;
            case IdentifierNameSyntax name:
                edits.Insert(name.SpanStart, type + ".");
                break;
            default:
                edits.Fail();
                break;
        }
    }

    private static void ToController(EditSet edits, InvocationExpressionSyntax call, FixScope scope)
    {
        switch (call.Expression)
        {
            case MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax receiver } access:
                edits.Replace(receiver.Span, "this");
                edits.Replace(access.Name.Span, RuntimeTypeNames.PayloadFile);
                break;
            case MemberAccessExpressionSyntax access:
                edits.Replace(access.Name.Span, RuntimeTypeNames.PayloadFile);
                break;
            case IdentifierNameSyntax name:
                edits.Replace(name.Span, "this." + RuntimeTypeNames.PayloadFile);
                break;
            default:
                edits.Fail();
                break;
        }

        scope.See(edits, RuntimeTypeNames.PayloadControllerExtensions, call.SpanStart);
    }

    private static void ToResponse(EditSet edits, InvocationExpressionSyntax call, ArgumentSyntax payload, FixScope scope)
    {
        BodyCalls.Replace(edits, call, RuntimeTypeNames.WritePayloadAsync, scope);
        ArgumentSyntax[] range = [.. call.ArgumentList.Arguments.Where(argument => argument != payload && !IsToken(argument, scope))];
        if (range.Length == 2 && call.ArgumentList.Arguments.IndexOf(payload) == 0 && call.ArgumentList.Arguments.IndexOf(range[1]) == 2)
        {
            TextSpan span = TextSpan.FromBounds(payload.Span.End, range[1].Span.End);
            if (scope.HasCommentIn(span))
            {
                edits.Fail();
            }

            edits.Delete(span);
        }
        else if (range.Length != 0)
        {
            edits.Fail();
        }
    }

    private static bool IsToken(ArgumentSyntax argument, FixScope scope)
        => scope.Model.GetTypeInfo(argument.Expression, scope.Cancellation).ConvertedType?.Name == nameof(CancellationToken);

    private static void Rename(EditSet edits, InvocationExpressionSyntax call, string method, string extensions, FixScope scope)
    {
        if (CallNames.Of(call) is not { } name)
        {
            edits.Fail();
            return;
        }

        edits.Replace(name.Span, method);
        scope.See(edits, extensions, name.SpanStart);
    }

    /// <summary>
    /// Where the sink took a view of the array, null was empty: the handle form must take null too, or the payload be
    /// known not to be null. Where a length was read beside it, null was refused, and must be known not to come.
    /// </summary>
    private static void Unwrap(EditSet edits, ArgumentSyntax argument, PayloadSink sink, FixScope scope)
    {
        ExpressionSyntax payload = argument.Expression;
        bool isRange = sink.Api.Form == SinkForm.BodyWriteAsync && NoLooks.IsByteArray(sink.Argument.Parameter?.Type);
        bool isView = !NoLooks.IsByteArray(sink.Argument.Parameter?.Type)
            && !(sink.Api.Form == SinkForm.BodyWriteAsync && RuntimeTypes.WriteTakesNull(scope.Model.Compilation));
        if (payload is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AsMemory" } view } call)
        {
            TextSpan span = TextSpan.FromBounds(view.Expression.Span.End, call.Span.End);
            if (call.ArgumentList.Arguments.Count != 0 || scope.HasCommentIn(span))
            {
                edits.Fail();
            }

            edits.Delete(span);
            payload = view.Expression;
        }

        if ((isView || isRange) && scope.Model.GetTypeInfo(payload, scope.Cancellation).Nullability.FlowState != NullableFlowState.NotNull)
        {
            edits.Fail();
        }
    }
}
