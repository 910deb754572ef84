import Credit

/// Every text of the pages that is neither a client's nor the catalog's; `{name}` marks what is filled in.
enum Phrase: TextTable {
    // Around every page.
    case skipToContent, home, clientNumber, search, searchHint, modelLink, otherLanguage, navigation, reference
    // Finding a client.
    case findClient, findClientLead, worthLooking, narrowlyRefused, narrowlyRefusedWhy, narrowlyGranted
    case narrowlyGrantedWhy, clearlyRefused, clearlyRefusedWhy, clearlyGranted, clearlyGrantedWhy, noClients
    case results, resultsFor, resultCount, oneResult, firstResults, noResult, noResultAdvice, digitsOnly, nextClients
    case answerColumn, riskColumn, clientColumn
    // The verdict.
    case client, verdict, granted, referred, refused, riskSentence, riskSentenceOne, riskSentenceRare, pointsAbove
    case pointAbove, pointsBelow, pointBelow, atTheLimit, reviewRight, grantedNote, referredNote, gaugeTitle
    case gaugeDescription, thisClient, limit, scaleNote, dotsTitle, dotsDescription, dotsTitleOne, dotsDescriptionOne,
        print
    // Reasons.
    case why, whyLead, against, inFavour, nothingAgainst, nothingInFavour, usually, weight, weightOf
    case weights, weightsFindingAgainst, weightsFindingFor, weightsNone, weightsSentence, subject, side, sideAgainst
    case sideFor, weightsMeasure, weightsDescription

    // The whole calculation.
    case calculation, calculationLead, startingPoint, otherFeatures, score, afterCalibration, difference, element
    case logOdds, running, strongestFeatures, featureName, decidedBy
    // Information.
    case file, fileLead, filterFile, filterHint, filterCount, filterOne, filterNone
    // The model.
    case model, modelLead, modelThreshold, modelThresholdWhy, modelCosts, modelCostsSentence, modelLearning
    case modelLearningSentence, modelQuality, modelQualitySentence, modelQualityScale, modelCostSentence, modelLimits
    case modelLimitPast, modelLimitCause, modelLimitPerson, modelLimitAverage, modelIdentity, modelDigest
    case modelLearner, modelFeatures, modelCatalog, modelAUC
    // When something is wrong.
    case malformedClientTitle, malformedClientAdvice, malformedQueryTitle, malformedQueryAdvice, unknownClientTitle
    case unknownClientAdvice, unknownPageTitle, unknownPageAdvice, methodNotAllowedTitle, methodNotAllowedAdvice
    case missingFileTitle, missingFileAdvice, failureTitle, failureAdvice, backToSearch
}
